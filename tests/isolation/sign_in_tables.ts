/** Tables that name a tenant but belong to the sign-in: kontor_app and kontor_portal have no right on them at all. */
export const SIGN_IN_TABLES_OF_A_TENANT = ['identity_mails', 'login_tokens', 'portal_logins']

/** What kontor_identity alone reads and writes. */
export const SIGN_IN_TABLES = [...SIGN_IN_TABLES_OF_A_TENANT, 'sessions', 'throttles', 'users']

/** Functions that run with their owner's rights and not the caller's: who owns them, who may call them. */
export const DEFINER_FUNCTIONS = {
  // A trigger's function is called by nobody; the owner may make triggers with it.
  'app.audit': { owner: 'kontor_migrator', callers: ['kontor_owner'] },
  'app.hidden_queues': { owner: 'kontor_migrator', callers: ['kontor_identity'] },
  'app.member_by_address': { owner: 'kontor_migrator', callers: ['kontor_app'] },
  'app.membership': { owner: 'kontor_migrator', callers: ['kontor_identity'] },
  'app.memberships': { owner: 'kontor_migrator', callers: ['kontor_identity'] },
  'app.portal_rooms': { owner: 'kontor_migrator', callers: ['kontor_identity'] },
  'app.search': { owner: 'kontor_search', callers: ['kontor_app'] },
  'app.tenant_by_slug': {
    owner: 'kontor_migrator',
    callers: ['kontor_app', 'kontor_identity', 'kontor_relay'],
  },
  'app.tenant_ids': { owner: 'kontor_migrator', callers: ['kontor_relay'] },
  'app.users_of_this_tenant_alone': { owner: 'kontor_migrator', callers: ['kontor_identity'] },
}

/** As grantsOf() writes them. */
export function callable(role: string): string[] {
  return Object.entries(DEFINER_FUNCTIONS)
    .filter(([, { callers }]) => callers.includes(role))
    .map(([name]) => `execute ${name}`)
}

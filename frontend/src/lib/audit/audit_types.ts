import type { AnswerOf } from '../api_types.ts'

export type AuditPage = AnswerOf<'GET', '/api/:tenant/audit-entries'>
export type AuditEntry = AuditPage['data'][number]
export type AuditChange = AuditEntry['changes'][number]
export type AuditFilters = AnswerOf<'GET', '/api/:tenant/audit-entries/filters'>['data']

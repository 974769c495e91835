import type { AnswerOf } from '../api_types.ts'

export type AccountRow = AnswerOf<'GET', '/api/:tenant/accounts'>['data'][number]
export type Account = AnswerOf<'GET', '/api/:tenant/accounts/:number'>['data']
export type AccountPerson = Account['contacts'][number]
export type Site = Account['sites'][number]
export type Address = Account['addresses'][number]
export type ContactRow = AnswerOf<'GET', '/api/:tenant/contacts'>['data'][number]
export type Contact = AnswerOf<'GET', '/api/:tenant/contacts/:id'>['data']
export type TimelinePage = AnswerOf<'GET', '/api/:tenant/accounts/:number/timeline'>
export type TimelineEntry = TimelinePage['data'][number]
export type ImportReport = AnswerOf<'POST', '/api/:tenant/accounts/imports'>['data']
export type ImportRow = ImportReport['rows'][number]
export type Hit = AnswerOf<'GET', '/api/:tenant/search'>['data'][number]

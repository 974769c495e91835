import type { AnswerOf } from '../api_types.ts'

export type PortalMe = AnswerOf<'GET', '/api/portal/:tenant/me'>['data']
export type PortalHouse = AnswerOf<'GET', '/api/portal/:tenant/branding'>['data']
export type RequestsPage = AnswerOf<'GET', '/api/portal/:tenant/tickets'>
export type RequestRow = RequestsPage['data'][number]
export type Request = AnswerOf<'GET', '/api/portal/:tenant/tickets/:number'>['data']
export type RequestMessage = Request['messages'][number]
export type InvoicesPage = AnswerOf<'GET', '/api/portal/:tenant/invoices'>
export type Invoice = InvoicesPage['data'][number]

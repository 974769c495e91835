import type { AnswerOf } from '../api_types.ts'

export type TicketRow = AnswerOf<'GET', '/api/:tenant/tickets'>['data'][number]
export type TicketsPage = AnswerOf<'GET', '/api/:tenant/tickets'>
export type Ticket = AnswerOf<'GET', '/api/:tenant/tickets/:number'>['data']
export type TicketMessage = Ticket['messages'][number]
export type HistoryEvent = Ticket['history'][number]
export type TicketOptions = AnswerOf<'GET', '/api/:tenant/ticket-options'>['data']
export type TicketStatus = TicketOptions['statuses'][number]
export type Macro = TicketOptions['macros'][number]
export type Mention = AnswerOf<'GET', '/api/:tenant/mentions'>['data'][number]

export type Category = TicketRow['category']
export type Priority = TicketRow['priority']
export type Audience = TicketMessage['audience']

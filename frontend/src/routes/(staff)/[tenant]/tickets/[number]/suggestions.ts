import { getLocale } from '#lib/paraglide/runtime.js'
import { ticketOptions } from '#lib/tickets/ticket_options.svelte.ts'
import { session } from '#lib/session.svelte.ts'
import type { Audience, Ticket } from '#lib/tickets/ticket_types.ts'

export interface Suggestion {
  id: string
  title: string
  detail: string
  /** What takes the place of what was typed. */
  text: string
}

export interface Trigger {
  /** Where in the text `::` or `@` begins. */
  from: number
  to: number
  suggestions: Suggestion[]
}

const MOST = 6

/** What can stand for the letters before the caret: a text module after `::`, in notes a colleague after `@`. */
export function suggest(
  text: string,
  caret: number,
  audience: Audience,
  ticket: Ticket
): Trigger | undefined {
  const before = text.slice(0, caret)
  const module = /(?:^|\s)::([\p{L}\d_-]*)$/u.exec(before)
  if (module)
    return trigger(caret, (module[1]?.length ?? 0) + 2, textModules(module[1] ?? '', ticket))
  const mention = audience === 'internal' ? /(?:^|\s)@([\p{L}.-]*)$/u.exec(before) : null
  return mention
    ? trigger(caret, (mention[1]?.length ?? 0) + 1, colleagues(mention[1] ?? ''))
    : undefined
}

function trigger(caret: number, length: number, suggestions: Suggestion[]): Trigger | undefined {
  return suggestions.length > 0
    ? { from: caret - length, to: caret, suggestions: suggestions.slice(0, MOST) }
    : undefined
}

function textModules(typed: string, ticket: Ticket): Suggestion[] {
  const wanted = typed.toLowerCase()
  return ticketOptions.value.textModules
    .filter(
      ({ shortcut, name }) => shortcut.startsWith(wanted) || name.toLowerCase().includes(wanted)
    )
    .sort((one, other) => rank(one) - rank(other))
    .map(({ id, shortcut, name, body }) => ({
      id,
      title: `::${shortcut}`,
      detail: name,
      text: filled(body, ticket),
    }))
}

/** Modules in the reader's language come first. */
const rank = ({ language }: { language: string }): number => (language === getLocale() ? 0 : 1)

function filled(body: string, ticket: Ticket): string {
  const values: Record<string, string> = {
    contact: ticket.contact?.name ?? '',
    account: ticket.account?.name ?? '',
    number: String(ticket.number),
    subject: ticket.subject,
    me: session.member.name,
  }
  return body.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}

function colleagues(typed: string): Suggestion[] {
  const wanted = typed.toLowerCase()
  return ticketOptions.value.members
    .filter(
      ({ id, name }) =>
        id !== session.member.id &&
        name
          .toLowerCase()
          .split(' ')
          .some((part) => part.startsWith(wanted))
    )
    .map(({ id, name }) => ({ id, title: name, detail: '', text: `@${name} ` }))
}

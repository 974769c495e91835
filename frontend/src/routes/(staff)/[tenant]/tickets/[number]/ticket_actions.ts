import ArrowDown from '@lucide/svelte/icons/arrow-down'
import ArrowUp from '@lucide/svelte/icons/arrow-up'
import CircleCheck from '@lucide/svelte/icons/circle-check'
import ExternalLink from '@lucide/svelte/icons/external-link'
import Hourglass from '@lucide/svelte/icons/hourglass'
import Lock from '@lucide/svelte/icons/lock'
import Package from '@lucide/svelte/icons/package'
import Merge from '@lucide/svelte/icons/merge'
import Reply from '@lucide/svelte/icons/reply'
import Timer from '@lucide/svelte/icons/timer'
import UserCheck from '@lucide/svelte/icons/user-check'
import type { ActionItem } from '#lib/actions.svelte.ts'
import { m } from '#lib/paraglide/messages.js'
import { can } from '#lib/session.svelte.ts'

interface Acts {
  reply: () => void
  note: () => void
  take: () => void
  minutes: () => void
  wait: () => void
  solve: () => void
  links: () => void
  item: () => void
  merge: () => void
  timer: () => void
  /** Whether the timer of this ticket runs. */
  timing: boolean
  next?: () => void
  previous?: () => void
}

/** Everything one does with an open ticket, for keys, palette and help. */
export function ticketActions(acts: Acts): ActionItem[] {
  const group = m.tickets_ticket()
  const answers = () => can('reply', 'Ticket')
  const changes = () => can('update', 'Ticket')
  const books = () => can('create', 'TimeEntry') && answers()
  return [
    {
      id: 'ticket.reply',
      title: m.tickets_act_reply(),
      icon: Reply,
      shortcut: 'r',
      group,
      guard: answers,
      run: acts.reply,
    },
    {
      id: 'ticket.note',
      title: m.tickets_act_note(),
      icon: Lock,
      shortcut: 'n',
      group,
      guard: answers,
      run: acts.note,
    },
    {
      id: 'ticket.take',
      title: m.tickets_act_take(),
      icon: UserCheck,
      shortcut: 'm',
      group,
      guard: changes,
      run: acts.take,
    },
    {
      id: 'ticket.minutes',
      title: m.tickets_act_minutes(),
      icon: Timer,
      shortcut: 't',
      group,
      guard: books,
      run: acts.minutes,
    },
    {
      id: 'ticket.timer',
      title: acts.timing ? m.tickets_act_timer_pause() : m.tickets_act_timer_start(),
      icon: Timer,
      shortcut: 'shift+t',
      group,
      guard: books,
      run: acts.timer,
    },
    {
      id: 'ticket.wait',
      title: m.tickets_act_wait(),
      icon: Hourglass,
      shortcut: 'w',
      group,
      guard: answers,
      run: acts.wait,
    },
    {
      id: 'ticket.solve',
      title: m.tickets_act_solve(),
      icon: CircleCheck,
      shortcut: 'e',
      group,
      guard: changes,
      run: acts.solve,
    },
    {
      id: 'ticket.links',
      title: m.tickets_act_links(),
      icon: ExternalLink,
      shortcut: 'g',
      group,
      run: acts.links,
    },
    {
      id: 'ticket.item',
      title: m.tickets_item_new(),
      icon: Package,
      shortcut: 'i',
      group,
      guard: () => can('create', 'TicketItem'),
      run: acts.item,
    },
    {
      id: 'ticket.merge',
      title: m.tickets_act_merge(),
      icon: Merge,
      group,
      guard: changes,
      run: acts.merge,
    },
    ...(acts.next
      ? [
          {
            id: 'ticket.next',
            title: m.tickets_act_next(),
            icon: ArrowDown,
            shortcut: 'j',
            group,
            run: acts.next,
          },
        ]
      : []),
    ...(acts.previous
      ? [
          {
            id: 'ticket.previous',
            title: m.tickets_act_previous(),
            icon: ArrowUp,
            shortcut: 'k',
            group,
            run: acts.previous,
          },
        ]
      : []),
  ]
}

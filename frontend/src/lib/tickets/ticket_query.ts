import { m } from '../paraglide/messages.js'
import type { Priority } from './ticket_types.ts'

/** The built-in views, in the order of their tabs. */
export const views = ['mine', 'unassigned', 'danger', 'open', 'pending', 'solved', 'all'] as const
export type View = (typeof views)[number]

export const sorts = ['due', 'newest', 'activity'] as const
export type Sort = (typeof sorts)[number]

export const filterNames = ['queue', 'status', 'assignee', 'priority', 'account'] as const
export type FilterName = (typeof filterNames)[number]

/** The list's URL. What it does not name is the view `open` sorted by due date. */
export interface TicketQuery {
  view: View
  sort: Sort
  queue?: string
  status?: string
  assignee?: string
  priority?: Priority
  account?: number
}

export function readQuery(search: { get(name: string): string | null }): TicketQuery {
  const account = Number(search.get('account'))
  return {
    view: views.find((view) => view === search.get('view')) ?? 'open',
    sort: sorts.find((sort) => sort === search.get('sort')) ?? 'due',
    queue: search.get('queue') ?? undefined,
    status: search.get('status') ?? undefined,
    assignee: search.get('assignee') ?? undefined,
    priority: (search.get('priority') as Priority | null) ?? undefined,
    account: account > 0 ? account : undefined,
  }
}

/** The same query always as the same text, so that views can be compared by it. */
export function writeQuery(query: TicketQuery): string {
  const search = new URLSearchParams({ view: query.view })
  for (const name of filterNames) {
    const value = query[name]
    if (value !== undefined) search.set(name, String(value))
  }
  if (query.sort !== 'due') search.set('sort', query.sort)
  return search.toString()
}

const viewNames: Record<View, () => string> = {
  mine: m.tickets_view_mine,
  unassigned: m.tickets_view_unassigned,
  danger: m.tickets_view_danger,
  open: m.tickets_view_open,
  pending: m.tickets_view_pending,
  solved: m.tickets_view_solved,
  all: m.tickets_view_all,
}

export const viewName = (view: View): string => viewNames[view]()

const sortNames: Record<Sort, () => string> = {
  due: m.tickets_sort_due,
  newest: m.tickets_sort_newest,
  activity: m.tickets_sort_activity,
}

export const sortName = (sort: Sort): string => sortNames[sort]()

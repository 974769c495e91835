import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import type { KontorAbility } from '#core/ability'
import { search, type SearchKind } from '#core/search'
import { withJoinedNumbers } from '#search/phone_question'
import { searchQuestion, wantedKinds } from '#search/search_validator'

/** Whoever may read the subject may find it. */
const SUBJECTS: Record<SearchKind, string> = {
  account: 'Account',
  contact: 'Contact',
  site: 'Site',
  ticket: 'Ticket',
  asset: 'Asset',
  contract: 'Contract',
  document: 'Document',
}

/** What Ctrl K asks. */
export default class SearchController {
  async index({ request, ability, member }: HttpContext) {
    const { q, kinds, limit } = await request.validateUsing(searchQuestion)
    const ask = (question: string) =>
      search({
        question,
        kinds: wantedKinds(kinds).filter((kind) => mayFind(ability, kind)),
        hiddenQueueIds: member.hiddenQueueIds,
        limit: limit ?? 20,
      })
    const joined = withJoinedNumbers(q)
    let hits = await ask(joined)
    // What looked like a telephone number may have been two numbers of something else.
    if (hits.length === 0 && joined !== q) hits = await ask(q)
    const numbers = await accountNumbers(hits.map((hit) => hit.accountId))
    return {
      data: hits.map(({ kind, entityId, accountId, number, title, subtitle }) => ({
        kind,
        id: entityId,
        number,
        title,
        subtitle,
        accountNumber: accountId ? (numbers.get(accountId) ?? null) : null,
      })),
    }
  }
}

const mayFind = (ability: KontorAbility, kind: SearchKind) => ability.can('read', SUBJECTS[kind])

/** A site or a contact is shown on the page of its account. */
async function accountNumbers(ids: (string | null)[]): Promise<Map<string, number>> {
  const rows = await db
    .from('accounts')
    .whereIn(
      'id',
      ids.filter((id) => id !== null)
    )
    .select('id', 'number')
  return new Map(rows.map((row) => [row.id, row.number]))
}

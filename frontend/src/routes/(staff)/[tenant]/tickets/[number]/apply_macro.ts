import type { Macro, Priority } from '#lib/tickets/ticket_types.ts'
import { session } from '#lib/session.svelte.ts'
import type { Composer } from './composer.svelte.ts'
import type { TicketEdit } from './ticket_edit.svelte.ts'

/** What a macro changes is changed at once; what it writes is laid into the composer, to be read before it is sent. */
export async function applyMacro(
  macro: Macro,
  composer: Composer,
  edit: TicketEdit
): Promise<void> {
  if (macro.audience || macro.message)
    composer.choose(macro.audience === 'internal' ? 'internal' : 'customer')
  if (macro.message) {
    const begun = composer.letter.text.trim()
    composer.letter.text = begun ? `${begun}\n\n${macro.message}` : macro.message
    composer.keepDraft()
  }
  if (macro.statusId) composer.pickStatus(macro.statusId)
  if (macro.minutes) composer.minutes = macro.minutes
  if (macro.priority)
    await edit.change(
      { priority: macro.priority as Priority },
      { priority: macro.priority as Priority }
    )
  if (macro.queueId) await edit.change({ queueId: macro.queueId }, { queueId: macro.queueId })
  if (macro.tags.length > 0) await edit.setTags([...new Set([...edit.shown.tags, ...macro.tags])])
  if (macro.assignToMe) await edit.assign(session.member.id)
}

import { record } from '#core/events'

type Act = 'created' | 'updated' | 'removed'
type Kept = Act | 'archived' | 'restored'

/** Facts about the settings of the service desk, as others listen to them. */
export type DeskEvent =
  | `queue.${Kept | 'reordered' | 'access_changed'}`
  | `ticket_status.${Kept | 'reordered'}`
  | `mailbox.${Kept}`
  | `text_module.${Act}`
  | `macro.${Act | 'reordered'}`

export async function recordDesk(
  type: DeskEvent,
  id: string,
  payload: Record<string, unknown> = {}
): Promise<void> {
  await record({ type, subject: { type: type.split('.')[0], id }, payload })
}

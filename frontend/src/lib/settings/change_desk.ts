import { toast } from '../ui/toasts.svelte.ts'
import { attempt } from './attempt.ts'
import { refreshDesk } from './refresh_desk.ts'

/** What a dialog's button does; with `said` it can be taken back, by then without the dialog. */
export function changeDesk(
  act: () => Promise<unknown>,
  onclose: () => void,
  said?: { text: string; undo: () => Promise<unknown> }
): Promise<void> {
  return attempt(async () => {
    await act()
    onclose()
    if (said) toast(said.text, { undo: () => changeDesk(said.undo, () => {}) })
    await refreshDesk()
  })
}

import { ApiError } from '../api_error.ts'
import { toast } from '../ui/toasts.svelte.ts'

/** An act without a form: its refusal is said in a toast. */
export async function attempt(act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    toast(error.message, { tone: 'bad' })
  }
}

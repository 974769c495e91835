import { api } from '../api.ts'
import { frame } from '../frame/frame.svelte.ts'
import { m } from '../paraglide/messages.js'

export const parkedTitle = (count: number): string =>
  count === 1 ? m.settings_parked_waits_one() : m.settings_parked_waits({ count })

/** How many messages wait for a person; a mark stands beside the settings while there are any. */
class Parked {
  count = $state(0)

  async load(tenant: string): Promise<void> {
    const { data } = await api.get('/api/:tenant/parked-messages/count', { params: { tenant } })
    this.count = data.count
    if (data.count > 0) frame.warnings.set('settings', parkedTitle(data.count))
    else frame.warnings.delete('settings')
  }

  /** Another tenant has another count. */
  clear(): void {
    this.count = 0
    frame.warnings.delete('settings')
  }
}

export const parked = new Parked()

const EVERY = 30_000

/**
 * Looks again every 30 seconds while the page is in sight, and at once when somebody comes back to it, for as long as
 * the calling component lives. What goes wrong is tried again next time, and the page stays as it is.
 *
 * Not by the staff's live stream: its channels go by members, abilities and queues, and what a customer sees changes
 * without an event, e.g. when an answer can no longer be undone. The portal is open seldom and for minutes.
 */
export function lookAgain(look: () => Promise<void>): void {
  $effect(() => {
    let looking = false
    const seen = () => document.visibilityState === 'visible' && navigator.onLine
    const again = () => {
      if (looking || !seen()) return
      looking = true
      look()
        .catch(() => {})
        .finally(() => (looking = false))
    }
    const timer = setInterval(again, EVERY)
    document.addEventListener('visibilitychange', again)
    addEventListener('focus', again)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', again)
      removeEventListener('focus', again)
    }
  })
}

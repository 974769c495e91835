import { createSubscriber } from 'svelte/reactivity'

const everyQuarterMinute = createSubscriber((update) => {
  const timer = setInterval(update, 15_000)
  return () => clearInterval(timer)
})

/** The time in milliseconds; whoever reads it while rendering is drawn again as it passes. */
export function now(): number {
  everyQuarterMinute()
  return Date.now()
}

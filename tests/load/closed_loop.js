/**
 * `clients` do one thing after the other for `seconds`; each begins its next when it has the answer to its last.
 * Returns the durations in milliseconds and how long it all took.
 */
export async function closedLoop({ clients, seconds, perform }) {
  const durations = []
  const began = performance.now()
  const end = began + seconds * 1000
  let next = 0
  const client = async (number) => {
    while (performance.now() < end) {
      const since = performance.now()
      await perform(next++, number)
      durations.push(performance.now() - since)
    }
  }
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)))
  return { durations, elapsed: performance.now() - began }
}

/**
 * Milliseconds of processor time that this process has used. What must not take for ever is measured by it and not by
 * the clock on the wall, which on a busy machine also counts the waiting for others.
 */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

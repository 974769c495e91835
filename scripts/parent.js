/**
 * Calls `gone` when npm, or the shell that npm put in between, has ended without telling us: npm does not pass on that
 * it was terminated. Started otherwise, a process may outlive its parent on purpose.
 */
export function whenParentIsGone(gone) {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    gone()
  }, 500)
  watch.unref()
}

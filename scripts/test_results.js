/** How a test says that this machine lacks a service or a program, and not that the test has no meaning here. */
const MISSING = /\b(needs|service|not installed|not running)\b/i

/**
 * Adds up what the processes of a test run report (see tests/reporter.ts) and says it at the end.
 * With `requireServices` a test skipped because a service is missing counts as failed.
 */
export class TestResults {
  passed = 0
  failed = 0
  skipped = []

  constructor({ requireServices = false, print = console.log } = {}) {
    this.requireServices = requireServices
    this.print = print
  }

  /** Takes one line of a process's output; what is not a report is passed through. Returns the file it is about. */
  count(line) {
    const event = parsed(line)
    if (!event) {
      this.print(line)
      return
    }
    const { file, title, errors = [], skipReason = 'no reason given' } = event
    if (event.event === 'hook:failed' || event.failed || errors.length > 0)
      this.fail(file, title, errors)
    else if (!event.skipped) this.passed++
    else if (this.requireServices && MISSING.test(skipReason)) {
      this.fail(file, title, [{ phase: 'KONTOR_REQUIRE_SERVICES', message: skipReason }])
    } else this.skipped.push(`${title}: ${skipReason}`)
    return file
  }

  fail(file, title, errors) {
    this.failed++
    this.print(`\n✖ ${[file, title].filter(Boolean).join(' ')}`)
    for (const { phase, message, expected, actual } of errors) {
      this.print(`  [${phase}] ${message}`)
      if (expected === undefined && actual === undefined) continue
      this.print(`  expected ${JSON.stringify(expected)}\n  actual   ${JSON.stringify(actual)}`)
    }
  }

  /** Prints the summary, last the line "N passed, N failed", and returns the exit code. */
  report() {
    this.print('')
    for (const line of this.skipped) this.print(`skipped: ${line}`)
    this.print(`${this.skipped.length} skipped`)
    this.print(`${this.passed} passed, ${this.failed} failed`)
    return this.failed === 0 && this.passed > 0 ? 0 : 1
  }
}

function parsed(line) {
  try {
    const event = JSON.parse(line)
    return ['test:end', 'hook:failed'].includes(event?.event) ? event : null
  } catch {
    return null
  }
}

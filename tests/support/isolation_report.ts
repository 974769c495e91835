import { mkdirSync, writeFileSync } from 'node:fs'
import { type Attempt, type Outcome, isLeak, lacksControl } from './attack.js'

const said = (outcome: Outcome) => ('rows' in outcome ? `${outcome.rows} rows` : outcome.refused)

/** One line for people in a hurry. */
export function summary(attempts: Attempt[]): string {
  const number = (value: (attempt: Attempt) => string) => new Set(attempts.map(value)).size
  const controls = attempts.filter((attempt) => attempt.control !== null).length
  return (
    `Isolation: ${attempts.length} attacks (${number((each) => each.table)} tables and views, ${number((each) => each.verb.split(' ')[0])} verbs, ` +
    `${number((each) => each.role)} roles), ${controls} controls, ${attempts.filter(isLeak).length} leaks, ` +
    `${attempts.filter(lacksControl).length} controls failed`
  )
}

/** What was tried and what came of it, into tests/.reports/isolation.md. */
export function writeReport(attempts: Attempt[]): void {
  const folder = new URL('../.reports/', import.meta.url)
  mkdirSync(folder, { recursive: true })
  const lines = attempts.map((each) => {
    const control = each.control === null ? 'not granted' : said(each.control)
    const verdict = isLeak(each) ? '**leak**' : lacksControl(each) ? '**no control**' : 'held'
    return `| ${[each.table, each.role, each.verb, each.against, said(each.attack), control, verdict].join(' | ')} |`
  })
  const head = ['table', 'role', 'verb', 'against', 'attack', 'control', 'verdict']
  const text = [
    '# Isolation',
    '',
    `${summary(attempts)}.`,
    '',
    `| ${head.join(' | ')} |`,
    `|${' --- |'.repeat(head.length)}`,
    ...lines,
    '',
  ]
  writeFileSync(new URL('isolation.md', folder), text.join('\n'))
}

/** For a test's failure: what leaked and what proved nothing. */
export function complaints(attempts: Attempt[]): string[] {
  return attempts.flatMap((each) => {
    const what = `${each.table}: ${each.verb} as ${each.role} against ${each.against}`
    const reason = (outcome: Outcome) =>
      'rows' in outcome ? `${outcome.rows} rows` : outcome.message
    if (isLeak(each)) return [`${what} was not held off: ${reason(each.attack)}`]
    if (lacksControl(each))
      return [
        `${what} proves nothing, because it also fails with own ids: ${reason(each.control!)}`,
      ]
    return []
  })
}

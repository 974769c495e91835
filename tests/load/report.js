import { availableParallelism, totalmem } from 'node:os'

/** The goal of a ticket: with at most so many requests it opens from the list. */
const MOST_REQUESTS = 3

/** The goal of a list: at most this many times the p95 of its own SQL through raw `pg`. */
const GOAL = 2

/** The table of docs/benchmarks.md. Returns { text, missed }. */
export function report({ results, opening, postgres, before }) {
  const rows = results.map(({ name, raw, http }) => [
    name,
    milliseconds(http.p50),
    milliseconds(http.p95),
    http.perSecond.toFixed(0),
    milliseconds(raw.p50),
    milliseconds(raw.p95),
    raw.perSecond.toFixed(0),
    `${(http.p95 / raw.p95).toFixed(2)} ×`,
  ])
  const head = ['', 'p50', 'p95', 'per second', 'raw p50', 'raw p95', 'raw per second', 'p95 / raw']
  const measured = results.find(({ name }) => name === 'list') ?? results[0]
  const ratio = measured.http.p95 / measured.raw.p95
  const missed = ratio > GOAL || (opening !== null && opening.length > MOST_REQUESTS)
  const text = `# Benchmarks

Made by \`npm run bench\`. 100,000 tickets in 10 tenants, 32 clients, each of which asks again as soon as it has its
answer. *Raw* is the same SQL: the statements that the server itself sent for this request inside the tenant's
transaction, under the same role and the same settings, through plain \`pg\` on one connection per client. Both are
measured in the same run, in turns, with the load in a process of its own.

Machine: ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB of memory, shared by load, server and database. Load of the machine before the
run (one minute's average): ${before.toFixed(1)}. Node ${process.versions.node}, PostgreSQL ${postgres}. Times in milliseconds.

${line(head)}
${line(head.map((_, column) => (column ? '---:' : '---')))}
${rows.map(line).join('\n')}

Goals: the list's p95 is at most ${GOAL} × raw: ${ratio.toFixed(2)} ×, ${verdict(ratio <= GOAL)}. A ticket opens from
the list with at most ${MOST_REQUESTS} requests: ${opened(opening)}.
`
  return { text, missed }
}

const verdict = (isReached) => (isReached ? 'reached' : 'missed')

function opened(opening) {
  if (opening === null) return 'not measured, for want of Chromium or of the built pages'
  return `${opening.length} (${opening.map((request) => `\`${request}\``).join(', ')}), ${verdict(opening.length <= MOST_REQUESTS)}`
}

const line = (cells) => `| ${cells.join(' | ')} |`
const milliseconds = (value) => value.toFixed(1)

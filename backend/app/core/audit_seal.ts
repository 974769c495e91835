import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { sql, changed } from '#core/sql'
import * as tenancy from '#core/tenancy'

interface Entry {
  id: number
  digest: Buffer
  seal_no: number
  chain: Buffer
}

export interface SealReport {
  entries: number
  /** the seal at which the chain breaks, null if it holds */
  brokenAt: number | null
  head: string | null
}

const BATCH = 1000

const link = (previous: Buffer | null, digest: Buffer): Buffer =>
  createHash('sha256')
    .update(previous ?? Buffer.alloc(32))
    .update(digest)
    .digest()

/**
 * Seals the tenant's new audit entries: each gets the next number and a hash over its digest and its predecessor's.
 * Numbers are given here and not at insert, because transactions commit in another order than they began.
 * @returns the head of the chain, or null if there is nothing
 */
export async function sealAudit(): Promise<{ sealNo: number; chain: Buffer } | null> {
  // One sealer at a time per tenant.
  await sql('select pg_advisory_xact_lock(hashtextextended(app.tenant_id()::text, 77))')
  const [last] = await sql<Entry>(
    'select seal_no, chain from audit_log where seal_no is not null order by seal_no desc limit 1'
  )
  let head = last ? { sealNo: last.seal_no, chain: last.chain } : null
  const entries = await sql<Entry>(
    'select id, digest from audit_log where seal_no is null order by id limit ?',
    [BATCH]
  )
  for (const entry of entries) {
    head = { sealNo: (head?.sealNo ?? 0) + 1, chain: link(head?.chain ?? null, entry.digest) }
    await changed('update audit_log set seal_no = ?, chain = ? where id = ?', [
      head.sealNo,
      head.chain,
      entry.id,
    ])
  }
  return head
}

/** Recomputes the chain and each digest whose values still exist. */
export async function verifyAudit(): Promise<SealReport> {
  let previous: Buffer | null = null
  let expected = 1
  for (;;) {
    const entries: (Entry & { intact: boolean })[] = await sql(
      `select l.id, l.digest, l.seal_no, l.chain,
              v.audit_id is null or l.digest = sha256(convert_to(v.salt::text || coalesce(v.old_values::text, '') || coalesce(v.new_values::text, ''), 'UTF8')) as intact
       from audit_log l left join audit_values v on v.audit_id = l.id
       where l.seal_no >= ? order by l.seal_no limit ?`,
      [expected, BATCH]
    )
    for (const entry of entries) {
      const whole =
        entry.seal_no === expected &&
        entry.intact &&
        link(previous, entry.digest).equals(entry.chain)
      if (!whole) return { entries: expected - 1, brokenAt: expected, head: null }
      previous = entry.chain
      expected++
    }
    if (entries.length < BATCH)
      return { entries: expected - 1, brokenAt: null, head: previous?.toString('hex') ?? null }
  }
}

/** Keeps the head outside the database too: whoever rewrites the log has to reach both. */
export function keepHead(file: string, head: { sealNo: number; chain: Buffer }): void {
  mkdirSync(dirname(file), { recursive: true })
  const line = `${tenancy.tenantId()} ${head.sealNo} ${head.chain.toString('hex')}`
  const known = existsSync(file) ? readFileSync(file, 'utf8') : ''
  if (!known.trimEnd().endsWith(line)) appendFileSync(file, `${line}\n`, { mode: 0o600 })
}

/** Seals that were kept outside and that the log no longer says the same of. */
export async function compareKeptHeads(file: string): Promise<number[]> {
  if (!existsSync(file)) return []
  const different: number[] = []
  for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
    const [tenant, sealNo, chain] = line.split(' ')
    if (tenant !== tenancy.tenantId()) continue
    const [entry] = await sql<Entry>('select chain from audit_log where seal_no = ?', [
      Number(sealNo),
    ])
    if (entry?.chain.toString('hex') !== chain) different.push(Number(sealNo))
  }
  return different
}

import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { draftRun } from '#billing/billing_run'
import { issueRun } from '#billing/issue_run'
import { hasPdfToText, printedPages } from '../integrations/einvoice/pdf_reader.js'
import * as billing from '../factories/billing_month.js'
import { TestTenant } from '../support/tenant.js'

const SUBJECT = 'Kündigung des Prokuristen'

/** The one ticket of the month lies in a queue that only the given member sees. */
async function secretMonth(customerText = 'Datensicherung geprüft') {
  const tenant = await TestTenant.create()
  const [insider, outsider] = [await tenant.addMember('billing'), await tenant.addMember('billing')]
  await tenant.run(async () => {
    const { ticketId, workId } = await billing.makeMonth(tenant)
    const [queue] = await db
      .table('queues')
      .returning('id')
      .insert({ name: 'Personal', restricted: true })
    await db.table('queue_members').insert({ queue_id: queue.id, member_id: insider.id })
    await db.from('tickets').where('id', ticketId).update({ queue_id: queue.id, subject: SUBJECT })
    await db.from('time_entries').where('id', workId).update({ customer_text: customerText })
  })
  return {
    tenant,
    insider: await tenant.signIn(insider.email),
    outsider: await tenant.signIn(outsider.email),
  }
}

test.group('Work on a ticket in a restricted queue', () => {
  test('is billed without the subject; only who sees the queue is told its number', async ({
    assert,
  }) => {
    const { tenant, insider, outsider } = await secretMonth()
    const path = tenant.path('billing-runs/2026-10')
    const [seen, hidden] = [await insider.get(path), await outsider.get(path)]
    for (const { text } of [seen, hidden]) {
      assert.notInclude(text, SUBJECT)
      assert.include(text, 'Technikstunde, Datensicherung geprüft')
    }
    assert.include(seen.text, 'Ticket 1029')
    assert.notInclude(hidden.text, '1029')
    assert.include(hidden.text, 'Olga Owner, 18.10.2026')
  })

  test('reveals it neither on drafts and documents nor on paper', async ({ assert }) => {
    const { tenant, outsider } = await secretMonth()
    await tenant.run(() => draftRun('2026-10'), billing.BILLING_DAY)
    const { id } = await tenant.run(() => db.from('documents').firstOrFail())
    const reveals = ({ text }: { text: string }) =>
      [SUBJECT, '1029'].filter((word) => text.includes(word))
    assert.deepEqual(reveals(await outsider.get(tenant.path(`documents/${id}`))), [])
    const [number] = (await tenant.run(() => issueRun('2026-10', null), billing.BILLING_DAY)).done
    const document = await outsider.get(tenant.path(`documents/${number}`))
    assert.deepEqual([document.status, reveals(document)], [200, []])
    await tenant.settle()
    const { content } = await tenant.run(() => db.from('documents').firstOrFail())
    assert.deepEqual(reveals({ text: JSON.stringify(content) }), [])
    assert.deepEqual(
      content.times.map((time: { ticketNumber: string | null; text: string }) => [
        time.ticketNumber,
        time.text,
      ]),
      [[null, 'Datensicherung geprüft']]
    )
    if (!hasPdfToText) return
    const pdf = await outsider.get(tenant.path(`documents/${number}/files/pdf`))
    assert.deepEqual(reveals({ text: printedPages(pdf.bytes).join('\n') }), [])
  })

  test('whose customer text only repeats the subject is billed without a text', async ({
    assert,
  }) => {
    const { tenant, insider } = await secretMonth(SUBJECT)
    const { data, text } = await insider.get(tenant.path('billing-runs/2026-10'))
    assert.notInclude(text, SUBJECT)
    assert.equal(data.rows[0].lines[2].description, 'Technikstunde')
  })
})

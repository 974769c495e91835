import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { DomainError } from '#core/errors'
import { Asset } from '#assets/asset'
import { assignAsset, returnAsset } from '#assets/asset_assignment'
import { assetCounts } from '#assets/asset_list'
import { TestTenant } from '../support/tenant.js'
import { addCustomer } from '../factories/customer.js'

const START = DateTime.fromISO('2026-01-01')
const DAYS = 40
const dayAt = (offset: number) => START.plus({ days: offset }).toISODate()!

const act = fc.record({
  asset: fc.nat({ max: 2 }),
  account: fc.nat({ max: 1 }),
  day: fc.nat({ max: DAYS - 1 }),
  returns: fc.boolean(),
})

test.group('Counts of devices', () => {
  test('whatever is moved or given back on a day, every earlier day counts as it did', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const accounts = [
      (await addCustomer(tenant, 'Eins')).id,
      (await addCustomer(tenant, 'Zwei')).id,
    ]
    let moves = 0
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 12 }), async (acts) => {
        await tenant.run(async () => {
          await db.from('asset_assignments').delete()
          const assets = [await addAsset(), await addAsset(), await addAsset()]
          for (const { asset, account, day, returns } of acts) {
            const before = await countsUntil(accounts, day)
            try {
              if (returns) await returnAsset(assets[asset], dayAt(day))
              else
                await assignAsset(assets[asset], {
                  accountId: accounts[account],
                  siteId: null,
                  contractId: null,
                  validFrom: dayAt(day),
                })
              moves++
            } catch (error) {
              if (!(error instanceof DomainError)) throw error
            }
            assert.deepEqual(await countsUntil(accounts, day), before)
          }
        })
      }),
      { numRuns: 12 }
    )
    assert.isAbove(moves, 20)
  }).timeout(60_000)
})

const addAsset = () => Asset.add({ type: 'workstation', name: 'PC' })

/** Each account's count on every day before `offset`. */
async function countsUntil(accounts: string[], offset: number): Promise<(number | undefined)[]> {
  const counts = []
  for (const account of accounts) {
    for (let day = 0; day < offset; day += 1) {
      // No contract has this id: only what the account itself holds is counted.
      counts.push((await assetCounts(account, account, dayAt(day))).workstation)
    }
  }
  return counts
}

import { test } from '@japa/runner'
import { revenueAccount } from '@kontor/datev/revenue_account'
import { refusal } from './datev_samples.ts'

test.group('DATEV revenue accounts', () => {
  test('books {taxCase} to {skr03} in SKR03 and to {skr04} in SKR04, both automatic')
    .with([
      { taxCase: 'DE19', skr03: '8400', skr04: '4400' },
      { taxCase: 'DE7', skr03: '8300', skr04: '4300' },
      { taxCase: 'EU_SERVICE_REVERSE_CHARGE', skr03: '8336', skr04: '4336' },
    ])
    .run(({ assert }, { taxCase, skr03, skr04 }) => {
      assert.deepEqual(revenueAccount('SKR03', taxCase), { account: skr03, automatic: true })
      assert.deepEqual(revenueAccount('SKR04', taxCase), { account: skr04, automatic: true })
    })

  test('widens standard accounts to the length of the client, but not overrides', ({ assert }) => {
    const own = { account: '82000', automatic: false, taxKey: '3' }
    assert.equal(revenueAccount('SKR03', 'DE19', {}, 6).account, '840000')
    assert.deepEqual(revenueAccount('SKR03', 'DE19', { DE19: own }, 6), own)
  })

  test('takes overrides for tax cases of its own, too', ({ assert }) => {
    const overrides = { DE_EXEMPT: { account: '8100', automatic: false } }
    assert.equal(revenueAccount('SKR03', 'DE_EXEMPT', overrides).account, '8100')
  })

  test('refuses the tax case {$self}, which has no account')
    .with(['DE16', 'AT20', '', 'toString', 'constructor'])
    .run(({ assert }, taxCase) => {
      assert.deepInclude(
        refusal(() => revenueAccount('SKR04', taxCase)),
        { code: 'datev_tax_case_unknown', field: 'taxCase', value: taxCase }
      )
    })
})

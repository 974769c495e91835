import { test } from '@japa/runner'
import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { DomainError } from '#core/errors'
import {
  documentTotals,
  vatCase,
  type Supply,
  type TaxedLine,
  type VatCase,
  type VatRate,
} from '#charges/vat'

/** From July to December 2020 the rates were lower (§28 UStG); the reduced one is left out here on purpose. */
const rates: VatRate[] = [
  rate('standard', '19.000000', '2007-01-01', '2020-06-30'),
  rate('standard', '16.000000', '2020-07-01', '2020-12-31'),
  rate('standard', '19.000000', '2021-01-01', null),
  rate('reduced', '7', '2007-01-01', '2020-06-30'),
  rate('reduced', '7', '2021-01-01', null),
]

function rate(vatGroup: VatRate['vatGroup'], percent: string, from: string, to: string | null) {
  return { country: 'DE', vatGroup, percent, validFrom: from, validTo: to }
}

type Buyer = Partial<Supply['buyer']>

function decide({
  buyer,
  ...others
}: Partial<Omit<Supply, 'buyer'>> & { buyer?: Buyer } = {}): VatCase {
  const supply: Supply = {
    sellerCountry: 'DE',
    buyer: { country: 'DE', kind: 'business', vatId: null, ...buyer },
    itemKind: 'service',
    vatGroup: 'standard',
    supplyDate: '2026-10-31',
    ...others,
  }
  return vatCase(supply, rates)
}

function refusal(work: () => unknown): DomainError {
  try {
    work()
  } catch (error) {
    if (error instanceof DomainError) {
      return error
    }
    throw error
  }
  throw new Error('no refusal')
}

test.group('VAT case: Germany', () => {
  test('standard and reduced rate come from the table', ({ assert }) => {
    assert.deepEqual(decide(), { taxCase: 'DE19', category: 'S', rate: '19' })
    const reduced = decide({ vatGroup: 'reduced' })
    assert.deepEqual(reduced, { taxCase: 'DE7', category: 'S', rate: '7' })
  })

  test('goods, consumers and public bodies pay the same', ({ assert }) => {
    assert.equal(decide({ itemKind: 'goods' }).taxCase, 'DE19')
    assert.equal(decide({ buyer: { kind: 'consumer' } }).taxCase, 'DE19')
    assert.equal(decide({ buyer: { kind: 'public', vatId: 'DE136695976' } }).taxCase, 'DE19')
  })

  test('the day of supply decides, first and last day included', ({ assert }) => {
    assert.equal(decide({ supplyDate: '2020-06-30' }).rate, '19')
    assert.equal(decide({ supplyDate: '2021-01-01' }).rate, '19')
    const lowered = refusal(() => decide({ supplyDate: '2020-07-01' }))
    assert.equal(lowered.code, 'vat_rate_without_tax_case')
    assert.equal(lowered.params.rate, '16')
  })

  test('a day without a rate is refused', ({ assert }) => {
    const supply = { vatGroup: 'reduced', supplyDate: '2020-10-01' } as const
    const { code, params, status } = refusal(() => decide(supply))
    assert.equal(code, 'vat_rate_missing')
    assert.deepEqual(params, { country: 'DE', ...supply })
    assert.equal(status, 422)
  })
})

test.group('VAT case: abroad', () => {
  test('the recipient owes the tax on services to EU businesses', ({ assert }) => {
    const reverse = { taxCase: 'EU_SERVICE_REVERSE_CHARGE', category: 'AE', rate: '0' }
    const austria = { country: 'AT', vatId: 'ATU12345675' }
    assert.deepEqual(decide({ buyer: austria }), reverse)
    assert.deepEqual(decide({ buyer: austria, vatGroup: 'reduced' }), reverse)
    assert.deepEqual(decide({ buyer: { ...austria, kind: 'public' } }), reverse)
    assert.deepEqual(decide({ buyer: { country: 'GR', vatId: 'EL 094 259 216' } }), reverse)
  })

  test('what Kontor does not decide has a code of its own', ({ assert }) => {
    const austria = { country: 'AT', vatId: 'ATU12345675' }
    const refused: [string, Parameters<typeof decide>[0]][] = [
      ['vat_third_country', { buyer: { country: 'CH', vatId: 'CHE-123.456.788 MWST' } }],
      ['vat_third_country', { buyer: { country: 'GB', vatId: 'GB980780684' } }],
      ['vat_goods_to_eu', { buyer: austria, itemKind: 'goods' }],
      ['vat_eu_consumer', { buyer: { country: 'AT', kind: 'consumer' } }],
      ['vat_id_missing', { buyer: { country: 'AT' } }],
      ['vat_id_missing', { buyer: { country: 'AT', vatId: ' - ' } }],
      ['vat_id_of_other_country', { buyer: { country: 'AT', vatId: 'DE136695976' } }],
      ['vat_seller_country_unsupported', { sellerCountry: 'AT', buyer: austria }],
    ]
    for (const [code, supply] of refused) {
      assert.equal(refusal(() => decide(supply)).code, code)
    }
  })

  test('no buyer abroad is ever charged German tax', ({ assert }) => {
    const buyer: fc.Arbitrary<Supply['buyer']> = fc.record({
      country: fc.constantFrom('AT', 'FR', 'GR', 'CH', 'US', 'GB'),
      kind: fc.constantFrom('business', 'public', 'consumer'),
      vatId: fc.constantFrom(
        null,
        '',
        'ATU12345675',
        'FR40303265045',
        'EL094259216',
        'DE136695976'
      ),
    })
    const itemKind = fc.constantFrom<Supply['itemKind'][]>('service', 'goods')
    fc.assert(
      fc.property(buyer, itemKind, (foreign, kind) => {
        try {
          assert.equal(decide({ buyer: foreign, itemKind: kind }).category, 'AE')
        } catch (error) {
          assert.instanceOf(error, DomainError)
        }
      })
    )
  })
})

const standard: VatCase = { taxCase: 'DE19', category: 'S', rate: '19' }
const reduced: VatCase = { taxCase: 'DE7', category: 'S', rate: '7' }
const reverse: VatCase = { taxCase: 'EU_SERVICE_REVERSE_CHARGE', category: 'AE', rate: '0' }
const net = fc.integer({ min: -10_000_000, max: 10_000_000 })
const lines: fc.Arbitrary<TaxedLine[]> = fc.array(
  fc
    .tuple(fc.constantFrom(standard, reduced, reverse), net)
    .map(([one, amount]) => ({ ...one, net: amount }))
)

test.group('totals of a document', () => {
  test('tax is taken once from the sum of a category, not line by line', ({ assert }) => {
    // 3 × 0.02 € at 19 %: by line 3 × 0.0038 would be nothing, of the sum it is one cent.
    const totals = documentTotals([2, 2, 2].map((amount) => ({ ...standard, net: amount })))
    assert.deepEqual(totals, {
      breakdown: [{ ...standard, net: 6, tax: 1 }],
      net: 6,
      tax: 1,
      gross: 7,
    })
  })

  test('half a cent goes up, and down for credits', ({ assert }) => {
    assert.equal(documentTotals([{ ...standard, net: 150 }]).tax, 29)
    assert.equal(documentTotals([{ ...standard, net: -150 }]).tax, -29)
    const [{ tax }] = documentTotals([{ ...standard, net: -1 }]).breakdown
    assert.isTrue(Object.is(tax, 0), 'minus nothing is nothing')
  })

  test('categories stand apart, the highest rate first', ({ assert }) => {
    const mixed = [reverse, reduced, standard, { ...standard, rate: '19.00' }]
    const { breakdown, gross } = documentTotals(mixed.map((one) => ({ ...one, net: 10_000 })))
    assert.deepEqual(
      breakdown.map(({ taxCase, net: base, tax }) => [taxCase, base, tax]),
      [
        ['DE19', 20_000, 3_800],
        ['DE7', 10_000, 700],
        ['EU_SERVICE_REVERSE_CHARGE', 10_000, 0],
      ]
    )
    assert.equal(gross, 44_500)
  })

  test('a document without lines is worth nothing', ({ assert }) => {
    assert.deepEqual(documentTotals([]), { breakdown: [], net: 0, tax: 0, gross: 0 })
  })

  test('more than a number holds exactly is refused', ({ assert }) => {
    const huge = { ...standard, net: Number.MAX_SAFE_INTEGER }
    assert.throws(() => documentTotals([huge]), RangeError)
  })

  test('the lines sum to the net, net and tax to the gross, groups to both', ({ assert }) => {
    fc.assert(
      fc.property(lines, (list) => {
        const totals = documentTotals(list)
        const add = (amounts: number[]) => amounts.reduce((sum, amount) => sum + amount, 0)
        assert.equal(totals.net, add(list.map((line) => line.net)))
        assert.equal(totals.gross, totals.net + totals.tax)
        assert.equal(totals.net, add(totals.breakdown.map((group) => group.net)))
        assert.equal(totals.tax, add(totals.breakdown.map((group) => group.tax)))
        for (const group of totals.breakdown) {
          const exact = new Decimal(group.net).times(group.rate).div(100)
          assert.isTrue(exact.minus(group.tax).abs().lte('0.5'))
        }
      })
    )
  })

  test('the order of the lines does not matter', ({ assert }) => {
    fc.assert(
      fc.property(lines, (list) => {
        assert.deepEqual(documentTotals(list.toReversed()), documentTotals(list))
      })
    )
  })

  test('a cancellation is the exact negative', ({ assert }) => {
    fc.assert(
      fc.property(lines, (list) => {
        const { gross, tax } = documentTotals(list)
        const cancelled = documentTotals(list.map((line) => ({ ...line, net: -line.net })))
        assert.equal(cancelled.gross + gross, 0)
        assert.equal(cancelled.tax + tax, 0)
      })
    )
  })
})

import type { Period } from './invoice.ts'
import { element } from './xml_element.ts'

/** `2026-11-30` as format 102 (CCYYMMDD), the only one EN 16931 allows. */
export function dateTime(day: string, prefix = 'udt') {
  return element(`${prefix}:DateTimeString`, day.replaceAll('-', ''), { format: '102' })
}

export function billingPeriod({ from, to }: Period) {
  return element('ram:BillingSpecifiedPeriod', [
    element('ram:StartDateTime', [dateTime(from)]),
    element('ram:EndDateTime', [dateTime(to)]),
  ])
}

import type { AnswerOf } from '#lib/api_types.ts'
import { count, money } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import { monthName } from './billing/months.ts'

export interface Duty {
  title: string
  value: string
  href: string
  /** Only then it is shown. */
  waits: boolean
  alarm?: boolean
}

/** Above this the API stops counting. */
const COUNTED = 1000
const many = (value: number) => count(Math.min(value, COUNTED), value > COUNTED)

export function officeDuties(
  tenant: string,
  { unbilled, unapproved, drafts, unsent }: AnswerOf<'GET', '/api/:tenant/office-duties'>['data']
): Duty[] {
  const documents = `/${tenant}/billing/documents`
  return [
    {
      title: m.billing_duty_unbilled({ month: monthName(unbilled.month) }),
      value: money(unbilled.net),
      href: `/${tenant}/billing/runs/${unbilled.month}`,
      waits: unbilled.accounts > 0,
    },
    {
      title: m.billing_duty_unapproved(),
      value: many(unapproved),
      href: `/${tenant}/time?tab=approval`,
      waits: unapproved > 0,
    },
    {
      title: m.billing_duty_drafts(),
      value: many(drafts),
      href: `${documents}?state=draft`,
      waits: drafts > 0,
    },
    {
      title: m.billing_duty_unsent(),
      value: many(unsent),
      href: `${documents}?state=unsent`,
      waits: unsent > 0,
    },
  ]
}

export function mailDuties(
  tenant: string,
  counts: AnswerOf<'GET', '/api/:tenant/mail-counts'>['data']
): Duty[] {
  const inbound = `/${tenant}/mail?state=`
  const outbound = `/${tenant}/mail?box=out&state=`
  const duty = (title: string, value: number, href: string, alarm: boolean): Duty => ({
    title,
    value: many(value),
    href,
    waits: value > 0,
    alarm,
  })
  return [
    duty(m.mail_duty_failed(), counts.in.failed, `${inbound}failed`, true),
    duty(m.mail_duty_quarantined(), counts.in.quarantined, `${inbound}quarantined`, false),
    duty(m.mail_duty_unsent(), counts.out.failed, `${outbound}failed`, true),
    duty(m.mail_duty_uncertain(), counts.out.uncertain, `${outbound}uncertain`, false),
  ]
}

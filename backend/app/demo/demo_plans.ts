import type { DateTime } from 'luxon'
import { demoCases, type DemoCase } from '#demo/demo_tickets'
import type { Dice } from '#demo/dice'
import type { DemoHouse, HouseAccount, HouseContact, HouseMember } from '#demo/demo_house'

export interface Plan {
  at: DateTime
  account: HouseAccount
  contact: HouseContact
  what: DemoCase
  technician: HouseMember
}

/** Nobody answers at night or on a Sunday: then on the next working morning. */
export function workingTime(at: DateTime): DateTime {
  let moment = at
  if (moment.hour >= 17)
    moment = moment.plus({ days: 1 }).set({ hour: 8, minute: 10 + (at.minute % 40) })
  if (moment.hour < 8) moment = moment.set({ hour: 8, minute: 10 + (at.minute % 40) })
  while (moment.weekday > 5) moment = moment.plus({ days: 1 })
  return moment
}

/** Tickets of the months, spread over working hours, more on Mondays. */
export function planTickets(
  house: DemoHouse,
  dice: Dice,
  from: DateTime,
  to: DateTime,
  count: number
): Plan[] {
  const plans: Plan[] = []
  const days = Math.floor(to.diff(from, 'days').days)
  while (plans.length < count) {
    const day = from.plus({ days: dice.between(0, Math.max(0, days)) })
    if (day.weekday > 5 && !dice.luck(0.08)) continue
    if (day.weekday !== 1 && dice.luck(0.2)) continue
    const at = day.set({
      hour: dice.between(7, 16),
      minute: dice.between(0, 59),
      second: dice.between(0, 59),
    })
    if (at >= to) continue
    const account = dice.pick(house.accounts)
    plans.push({
      at,
      account,
      contact: dice.pick(account.contacts),
      what: dice.pick(demoCases),
      technician: dice.pick(house.technicians),
    })
  }
  return plans.sort((one, other) => +one.at - +other.at)
}

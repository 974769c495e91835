import { AbilityBuilder, createMongoAbility, subject, type MongoAbility } from '@casl/ability'
import { forbidden } from '#core/errors'

export type Role = 'owner' | 'admin' | 'dispatcher' | 'technician' | 'billing' | 'auditor'
export type KontorAbility = MongoAbility

/** What a rule may ask about the person: nothing here needs another query. */
export interface Person {
  memberId: string
  role: Role
  /** restricted queues whose members do not include this person */
  hiddenQueueIds: string[]
}

export type AbilityRules = (
  person: Person,
  can: AbilityBuilder<KontorAbility>['can'],
  cannot: AbilityBuilder<KontorAbility>['cannot']
) => void

const modules: AbilityRules[] = []

/** Called once by start/abilities.ts with the rules of every module. */
export function registerAbilities(...rules: AbilityRules[]): void {
  modules.push(...rules)
}

/**
 * One ability decides in controllers, in list queries and (packed) on the screen's buttons.
 * Row-level security answers which tenant; this answers what this person may do inside it.
 */
export function abilityFor(person: Person): KontorAbility {
  const { can, cannot, build } = new AbilityBuilder<KontorAbility>(createMongoAbility)
  for (const rules of modules) rules(person, can, cannot)
  return build()
}

/** Throws 403 unless the ability allows `action` on `target` (a subject's name, or its name and the row). */
export function authorize(
  ability: KontorAbility,
  action: string,
  type: string,
  row?: object
): void {
  const allowed = row ? ability.can(action, subject(type, { ...row })) : ability.can(action, type)
  if (!allowed) throw forbidden()
}

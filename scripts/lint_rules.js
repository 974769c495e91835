/** Our own rules as selectors of `no-restricted-syntax`. tests/unit/lint_rules.spec.ts shows what each one reports. */

const SQL_CALL = ':matches(CallExpression[callee.name=/^(sql|changed)$/], CallExpression[callee.property.name=/^(rawQuery|raw|whereRaw|orderByRaw|selectRaw|havingRaw)$/])'
const SQL_MESSAGE = 'The text of a statement is one literal: what varies is a binding (?).'

/** Row-level security does not protect from injected SQL, so nothing is ever put into the text of a statement. */
export const sqlRules = [
  { selector: `${SQL_CALL} > TemplateLiteral.arguments:first-child[expressions.length>0]`, message: SQL_MESSAGE },
  { selector: `${SQL_CALL} > BinaryExpression.arguments:first-child`, message: SQL_MESSAGE },
  { selector: `${SQL_CALL} > CallExpression.arguments:first-child`, message: SQL_MESSAGE },
]

const CLOCK_MESSAGE = 'Business time comes from the caller (`at`) or from tenancy.now(), so that a test and a demo can set it.'

export const timeRules = [
  { selector: `NewExpression[callee.name='Date'][arguments.length=0]`, message: CLOCK_MESSAGE },
  { selector: `CallExpression[callee.object.name='Date'][callee.property.name='now']`, message: CLOCK_MESSAGE },
  {
    selector: `CallExpression[callee.object.name='DateTime'][callee.property.name=/^(now|utc|local)$/][arguments.length=0]`,
    message: CLOCK_MESSAGE,
  },
]

/** A test that is pinned takes all others out of the run. */
export const testRules = [
  { selector: `CallExpression[callee.property.name='pin']`, message: 'A pinned test silences all others.' },
  {
    selector: `MemberExpression[object.name='test'][property.name=/^(only|skip|todo)$/]`,
    message: 'A test runs, or is skipped with .skip(condition, reason).',
  },
]

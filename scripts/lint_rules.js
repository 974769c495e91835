/** Our own rules as selectors of `no-restricted-syntax`. tests/unit/lint_rules.spec.ts shows what each one reports. */

const SQL_TEXT =
  ':matches(CallExpression[callee.name=/^(sql|changed)$/], CallExpression[callee.property.name=/(^raw|Raw)(Query)?$/])'
const SQL_MESSAGE =
  'The text of a statement is written out: what varies is a binding (?), what repeats is a CONSTANT.'

/** Row-level security does not protect from injected SQL, so nothing is ever put into the text of a statement. */
export const sqlRules = [
  `${SQL_TEXT} > TemplateLiteral.arguments:first-child > :not(TemplateElement, Identifier[name=/^[A-Z][A-Z0-9_]*$/])`,
  `${SQL_TEXT} > BinaryExpression.arguments:first-child`,
  `${SQL_TEXT} > CallExpression.arguments:first-child`,
].map((selector) => ({ selector, message: SQL_MESSAGE }))

const CLOCK_MESSAGE =
  'Business time comes from the caller (`at`) or from tenancy.now(), so that a test and a demo can set it.'

/** Nothing reads the machine's clock for a fact of the business. */
export const timeRules = [
  `NewExpression[callee.name='Date'][arguments.length=0]`,
  `CallExpression[callee.object.name='Date'][callee.property.name='now']`,
  `CallExpression[callee.object.name='DateTime'][callee.property.name=/^(now|utc|local)$/][arguments.length=0]`,
].map((selector) => ({ selector, message: CLOCK_MESSAGE }))

/** A test that is pinned takes all others out of the run. */
export const testRules = [
  {
    selector: `CallExpression[callee.property.name='pin']`,
    message: 'A pinned test silences all others.',
  },
  {
    selector: `MemberExpression[object.name='test'][property.name=/^(only|skip|todo)$/]`,
    message: 'A test runs, or is skipped with .skip(condition, reason).',
  },
]

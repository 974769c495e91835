import svelte from 'eslint-plugin-svelte'
import typescript from 'typescript-eslint'
import { sqlRules, testRules, timeRules } from './scripts/lint_rules.js'

export default typescript.config(
  {
    ignores: [
      '**/node_modules/',
      '**/.adonisjs/',
      '**/.svelte-kit/',
      '.kontor/',
      'frontend/build/',
      'frontend/static/',
      'frontend/src/lib/paraglide/',
      'frontend/project.inlang/',
      'tests/.cache/',
    ],
  },
  typescript.configs.recommended,
  svelte.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'eqeqeq': ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': ['error', { destructuring: 'all' }],
      'max-lines': ['error', 250],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
    },
  },
  {
    files: ['frontend/**/*.svelte', 'frontend/**/*.ts'],
    languageOptions: { parserOptions: { parser: typescript.parser } },
    rules: {
      // Addresses are built with `resolve` where Kit knows the route; the tenant's and the list's own are strings.
      'svelte/no-navigation-without-resolve': 'off',
      // `let { a, b = $bindable() } = $props()` needs one `let` for both.
      'prefer-const': 'off',
      // A set or map that nothing on screen is drawn from need not be reactive.
      'svelte/prefer-svelte-reactivity': 'off',
      // The compiler's own warnings are svelte-check's matter, which sees more of them than this rule.
      'svelte/no-unused-svelte-ignore': 'off',
    },
  },
  {
    files: ['backend/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...sqlRules, ...timeRules] },
  },
  {
    // Where the clock comes in: the operator's commands, and the unit of work without a clock of its own.
    // Who signs in and how often is not the business's time.
    files: ['backend/commands/*.ts', 'backend/app/core/tenancy.ts', 'backend/app/identity/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...sqlRules] },
  },
  // Passes on the text that its callers wrote out.
  { files: ['backend/app/core/sql.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['tests/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...testRules],
      // A list of sentences does not get harder to read by one more.
      'max-lines': ['error', 400],
    },
  },
  {
    // Longer than 250 lines, each for a reason.
    files: [
      // Generated from the tables.
      'backend/database/schema.ts',
      // Data: the customers of the demo.
      'backend/app/demo/demo_accounts.ts',
      // The ticket's page: where conversation, composer, panel, keys and live stream are wired together, and nothing else.
      'frontend/src/routes/(staff)/[[]tenant]/tickets/[[]number]/TicketView.svelte',
    ],
    rules: { 'max-lines': 'off' },
  }
)

// Who may import whom. tests/unit/forbidden_imports.spec.ts proves that each of these rules reports.

/** From top to bottom: a module imports only modules above it. Backwards means an event. */
const MODULES = [
  'core',
  'identity',
  'tenants',
  'catalogue',
  'crm',
  'assets',
  'contracts',
  'mail',
  'tickets',
  'ticket_mail',
  'desk',
  'time',
  'charges',
  'documents',
  'billing',
  'accounting',
  'portal',
  'reports',
  'demo',
]

/** Reached by events only, so nobody imports them; they themselves look at any module. */
const LISTENERS = ['search', 'notifications']

const folder = (...names) => `^backend/app/(${names.join('|')})/`

const order = MODULES.map((module, index) => ({
  name: `order-of-modules-${module}`,
  comment: `${module} imports only what stands above it: ${MODULES.slice(0, index).join(', ') || 'no module'}.`,
  severity: 'error',
  from: { path: folder(module) },
  to: { path: '^backend/app/', pathNot: [folder(...MODULES.slice(0, index + 1))] },
}))

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...order,
    {
      name: 'listeners-are-reached-by-events',
      severity: 'error',
      from: { path: folder(...LISTENERS) },
      to: { path: folder(...LISTENERS, 'portal', 'reports', 'demo'), pathNot: '^backend/app/$1/' },
    },
    {
      name: 'known-module',
      comment: 'A new module takes its place in the list above.',
      severity: 'error',
      from: { path: '^backend/app/', pathNot: folder(...MODULES, ...LISTENERS) },
      to: {},
    },
    {
      name: 'only-models-verbs-and-events-of-another-module',
      severity: 'error',
      from: { path: '^backend/app/([^/]+)/' },
      to: {
        path: '^backend/app/[^/]+/[^/]*_(controller|validator|abilities)[.]ts$',
        pathNot: '^backend/app/$1/',
      },
    },
    {
      name: 'http-stays-at-the-edge',
      comment: 'Only controllers, middleware and what serves them alone see a request.',
      severity: 'error',
      from: {
        path: '^backend/app/',
        pathNot:
          '(_controller|_middleware|_handler|_response|routes|identity/(session_store|known_device|signed_in_user)|portal/portal_session)[.]ts$',
      },
      to: { path: '@adonisjs/core/build/modules/http' },
    },
    {
      name: 'integrations-are-pure',
      severity: 'error',
      from: { path: '^integrations/([^/]+)/' },
      to: { path: '^(backend|frontend|tests|integrations)/', pathNot: '^integrations/$1/' },
    },
    {
      name: 'frontend-takes-types-of-the-backend-only',
      severity: 'error',
      from: { path: '^frontend/' },
      to: { path: '^(backend|integrations)/', pathNot: '^backend/[.]adonisjs/client/' },
    },
    {
      name: 'backend-knows-no-frontend',
      severity: 'error',
      from: { path: '^backend/' },
      to: { path: '^frontend/' },
    },
    {
      name: 'parts-know-no-domain',
      comment: 'lib/ui uses words, formats and the frame of the language, never a page or the API.',
      severity: 'error',
      from: { path: '^frontend/src/lib/ui/' },
      to: {
        path: '^frontend/src/(routes/|lib/(api|session|navigation|sign_in|live|upload|frame|portal))',
      },
    },
    {
      name: 'production-needs-no-tests',
      severity: 'error',
      from: { path: '^(backend|frontend|integrations)/' },
      to: { path: '^tests/' },
    },
    {
      name: 'no-circles',
      comment: 'A circle that holds at a type is none when the program runs.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment:
        'What cannot be resolved would pass every rule above. Made by tools: $app, $types, paraglide.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^[$]app/|[$]types$|^[$]service-worker$' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.depcruise.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: '(^|/)node_modules/' },
    exclude: {
      path: '^(frontend/(build|[.]svelte-kit)|backend/[.]adonisjs|frontend/src/lib/paraglide)/',
    },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'svelte', 'default', 'node'],
      extensions: ['.ts', '.js', '.svelte', '.d.ts', '.json'],
    },
  },
}

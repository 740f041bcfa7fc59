/** Who may know whom. A module is entered through its index.ts only; the arrows are those of docs/decisions/0001. */
const modules = ['accounts', 'specialties', 'cases', 'attachments', 'discussions', 'exports', 'notifications', 'audit', 'statistics', 'help', 'demo'];

/** What each module may import from, besides libs, config and the furniture of pages. */
const mayKnow = {
  accounts: ['specialties'],
  specialties: [],
  help: [],
  cases: ['specialties', 'accounts'],
  attachments: ['cases', 'specialties', 'accounts'],
  discussions: ['cases', 'specialties', 'accounts'],
  exports: ['cases', 'attachments', 'discussions', 'specialties', 'accounts'],
  notifications: ['accounts', 'cases', 'discussions', 'attachments', 'exports'],
  audit: ['accounts', 'cases'],
  statistics: ['cases', 'specialties'],
  demo: modules,
};

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true, dependencyTypesNot: ['type-only'] } },
    { name: 'libs-know-no-hospital', severity: 'error', from: { path: '^libs/' }, to: { path: '^src/' } },
    { name: 'config-knows-nobody', severity: 'error', from: { path: '^config/' }, to: { path: '^(src|libs)/' } },
    { name: 'ui-knows-no-module', severity: 'error', from: { path: '^src/ui/' }, to: { path: `^src/(${modules.join('|')})/` } },
    {
      name: 'only-through-the-front-door',
      severity: 'error',
      from: { path: '^src/([^/]+)/', pathNot: '^src/database/entities' },
      to: { path: `^src/(${modules.join('|')})/`, pathNot: ['^src/$1/', '/index\\.ts$'] },
    },
    ...Object.entries(mayKnow).map(([module, known]) => ({
      name: `${module}-knows-only-what-it-may`,
      severity: 'error',
      from: { path: `^src/${module}/` },
      to: { path: `^src/(${modules.filter((other) => other !== module && !known.includes(other)).join('|')})/` },
    })),
    { name: 'every-import-is-declared', severity: 'error', from: { path: '^(src|libs|config)/', pathNot: '\\.spec\\.ts$' }, to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'unknown'] } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.spec\\.ts$' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { conditionNames: ['source', 'import', 'node', 'default'], exportsFields: ['exports'], extensions: ['.ts', '.js'] },
  },
};

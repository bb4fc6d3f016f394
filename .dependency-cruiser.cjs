// Who may import whom (docs/architecture.md). Type-only imports count; cycles are errors.
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: allowed },
})

module.exports = {
  forbidden: [
    only(
      'domain-is-pure',
      '^src/domain/',
      '^src/domain/',
      'The domain does no I/O and knows no package, not even node:*.',
    ),
    only(
      'bot-knows-domain-and-text-libraries',
      '^src/bot/',
      '^(src/(bot|domain)/|node_modules/(zod|fastest-levenshtein|opencc-js|pinyin-pro)/)',
      'The bot speaks no platform and does no I/O; it may use schema and text libraries.',
    ),
    only('jobs-know-bot-and-domain', '^src/jobs/', '^src/(jobs|bot|domain)/', 'Jobs reach the world through ports.'),
    {
      name: 'adapters-do-not-know-each-other',
      severity: 'error',
      from: { path: '^src/adapters/([^/]+)/' },
      to: { path: '^src/adapters/', pathNot: '^src/adapters/($1|shared)/' },
    },
    {
      name: 'messengers-do-not-know-each-other',
      severity: 'error',
      from: { path: '^src/adapters/messengers/([^/]+)/' },
      to: { path: '^src/adapters/messengers/', pathNot: '^src/adapters/messengers/$1/' },
    },
    {
      name: 'adapters-know-no-jobs-and-no-app',
      severity: 'error',
      from: { path: '^src/adapters/' },
      to: { path: '^src/(jobs/|simulator/|simulated-platforms|app|main|config/)' },
    },
    {
      name: 'stores-know-domain-only',
      severity: 'error',
      from: { path: '^src/adapters/(persistence|charts|system)/' },
      to: { path: '^src/bot/' },
    },
    {
      name: 'prisma-in-persistence-only',
      severity: 'error',
      from: { pathNot: '^(src/adapters/persistence/|tests/|prisma)' },
      to: { path: 'node_modules/(@prisma|\\.prisma|prisma|better-sqlite3)/' },
    },
    {
      name: 'canvas-in-charts-only',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/adapters/charts/' },
      to: { path: 'node_modules/(@napi-rs/canvas|sharp|piscina)/' },
    },
    {
      name: 'fastify-in-the-hosts-only',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(app|main|http/|simulated-platforms|simulator/)' },
      to: { path: 'node_modules/(@fastify|fastify)/' },
    },
    {
      name: 'simulator-shares-no-code',
      comment: 'The simulator must not hide a mistake of the adapters, so it shares nothing with them.',
      severity: 'error',
      from: { path: '^src/simulator/' },
      to: { path: '^src/', pathNot: '^src/simulator/' },
    },
    {
      name: 'only-the-hosts-know-the-simulator',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(app|main|simulated-platforms|simulator/)' },
      to: { path: '^src/simulator/' },
    },
    {
      name: 'simulated-platforms-do-not-know-each-other',
      severity: 'error',
      from: { path: '^src/simulator/(feishu|dingtalk|wecom)/' },
      to: { path: '^src/simulator/(feishu|dingtalk|wecom)/', pathNot: '^src/simulator/$1/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-dev-dependency-in-src',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    // Some packages name their entry in `exports` only.
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
    doNotFollow: { path: 'node_modules' },
    // The page has types of its own; the peers of the benchmarks are installed on demand, with a package.json of theirs.
    exclude: { path: '^(src/adapters/persistence/generated|src/simulator/page|bench/peers)/' },
  },
}

/** The arrows between the folders (ARCHITECTURE.md). `npm run check` fails when one points the wrong way. */
const HOUSE =
  '^((assembly|bot|channels|console|dialogs|files|http|routing|store|texts|commands|bench|demo|test)/|(main|app|config)\\.ts)';
const only = (from, ...to) => ({
  name: `${from} imports only ${to.join(', ') || 'itself'}`,
  severity: 'error',
  from: { path: `^${from}/` },
  to: { path: HOUSE, pathNot: [`^${from}/`, ...to.map((path) => `^${path}`)] },
});
const fenced = (name, library, ...places) => ({
  name: `${name} stays in ${places.join(', ')}`,
  severity: 'error',
  from: { pathNot: [...places.map((place) => `^${place}`), '^test/', '^bench/', '^node_modules/'] },
  to: { path: `node_modules/${library}` },
});
const network = (name, ...more) =>
  only(`channels/${name}`, 'channels/channel\\.ts', 'files/', 'http/', 'texts/', ...more);

module.exports = {
  forbidden: [
    { name: 'no circles', severity: 'error', from: {}, to: { circular: true } },
    only('http'),
    only('texts'),
    only('files', 'http/'),
    only('routing', 'channels/channel\\.ts', 'texts/'),
    only('bot', 'routing/', 'channels/channel\\.ts', 'texts/'),
    only('dialogs', 'bot/', 'routing/', 'channels/channel\\.ts', 'texts/'),
    only('store', 'bot/', 'routing/', 'channels/', 'dialogs/'),
    only('console', 'channels/console/api\\.ts', 'texts/'),
    network('web'),
    network('whatsapp', 'channels/loop\\.ts'),
    network('botframework'),
    network('console'),
    {
      name: 'a simulation runs the desk there is: it takes nothing else of routing',
      severity: 'error',
      from: { path: '^commands/simulate' },
      to: {
        path: '^routing/',
        pathNot: '^routing/(desk|desk-definition|policy|timers|reason)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'ports and delivery know no network',
      severity: 'error',
      from: { path: '^channels/[a-z]+\\.ts$' },
      to: { path: '^channels/[a-z]+/' },
    },
    {
      name: 'only main, app and commands know every folder',
      severity: 'error',
      from: { pathNot: '^(main\\.ts|app\\.ts|assembly/|commands/|test/|bench/|demo/)' },
      to: { path: '^(main\\.ts|app\\.ts|config\\.ts|assembly/|commands/)' },
    },
    {
      name: 'tests stay outside',
      severity: 'error',
      from: { pathNot: '^(test|bench|demo)/' },
      to: { path: '^(test|bench|demo)/' },
    },
    fenced('Bot Framework', 'bot(builder|framework)', 'bot/turn\\.ts', 'dialogs/', 'channels/botframework/'),
    fenced('SQL', '(knex|sqlite3|pg)/', 'store/'),
    fenced('Baileys', '@whiskeysockets/', 'channels/whatsapp/'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};

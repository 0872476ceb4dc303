/** Who may import whom. Each rule says why; `tests/house` plants a violation and sees it refused. */

const ROOMS = 'domain|contract|trust|db|main|preload|renderer|central|scripts|tests|bench|proofs'

/** A room and the other rooms it may import from. */
function room(name, mayImport, comment) {
  const allowed = [name, ...mayImport].join('|')
  return {
    name: `room-${name}`,
    comment,
    severity: 'error',
    from: { path: `^${name}/` },
    to: { path: `^(${ROOMS})/`, pathNot: `^(${allowed})/` },
  }
}

/** Packages that only some places may import. */
function packageOnlyIn(name, packages, places, comment) {
  return {
    name,
    comment,
    severity: 'error',
    from: { path: `^(${ROOMS})/`, pathNot: places },
    // As resolved in node_modules, and as written where it is resolved to nothing (a built-in or an alias).
    to: { path: [`(^|/)node_modules/(${packages})/`, `^(${packages})$`] },
  }
}

module.exports = {
  forbidden: [
    room('domain', [], 'The rules of the trade are pure: they can be read, tested and trusted without anything else.'),
    room('contract', ['domain'], 'The contract speaks the words of the domain and knows neither side that uses it.'),
    room(
      'trust',
      ['contract', 'domain'],
      'What both sides sign, seal and check is the same code, and knows neither side.',
    ),
    room('db', ['domain'], 'The database stores what the domain decides; it must not reach for screens or network.'),
    room(
      'main',
      ['db', 'contract', 'domain', 'trust'],
      'The terminal service runs without screens and without a central store in its process, so that either can be exchanged.',
    ),
    room('preload', ['contract'], 'The preload script only hands on a port; whatever it imports runs beside the page.'),
    room(
      'renderer',
      ['contract', 'domain'],
      'The screens run in a sandbox, in Electron and in any browser: they reach the terminal through the contract alone.',
    ),
    room(
      'central',
      ['contract', 'domain', 'trust'],
      'The central store is a program of its own, installed on another machine without any part of the terminal.',
    ),
    {
      name: 'nothing-imports-tests',
      comment: 'What is tested must not depend on its tests: they are no part of the program, nor are measurements.',
      severity: 'error',
      from: { pathNot: '^(tests|bench|proofs)/' },
      to: { path: '^(tests|bench|proofs)/' },
    },
    {
      name: 'product-without-scripts',
      comment: 'The program is packed without the scripts that build and start it.',
      severity: 'error',
      from: { pathNot: '^(scripts|tests|bench|proofs)/|^[^/]+$' },
      to: { path: '^scripts/' },
    },
    packageOnlyIn(
      'electron-in-its-cabinet',
      'electron',
      '^(main/electron|preload)/|^tests/electron/',
      'The terminal is a plain Node service and Electron one of its two cabinets; the other has no Electron.',
    ),
    {
      name: 'cabinet-is-an-entry',
      comment: 'Nothing but the cabinet itself may depend on the cabinet, or the service could not run without it.',
      severity: 'error',
      from: { path: '^(main|db|contract|domain|renderer|central)/', pathNot: '^main/electron/' },
      to: { path: '^main/electron/' },
    },
    packageOnlyIn(
      'sqlite-in-db-and-central',
      'better-sqlite3|better-sqlite3-multiple-ciphers',
      '^(db|central|tests|proofs)/',
      'One place of the terminal knows SQLite, so that what is durable is decided in one place.',
    ),
    packageOnlyIn(
      'kysely-in-central',
      'kysely',
      '^(central|tests|proofs)/',
      'The terminal’s SQL is written as SQL; only the central store runs on more than one database.',
    ),
    {
      name: 'pure-rooms-without-node',
      comment: 'Domain and contract run in the browser too, and the rules know no clock, no chance, no files.',
      severity: 'error',
      from: { path: '^(domain|contract)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'screens-without-node',
      comment: 'The page has no Node: what works in development only would fail in the sandbox.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'domain-without-packages',
      comment: 'The rules need nothing but the language; a package could bring in a clock, a locale or a bug.',
      severity: 'error',
      from: { path: '^domain/' },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-bundled', 'npm-no-pkg', 'npm-unknown'],
      },
    },
    {
      name: 'no-cycles',
      comment: 'Modules in a circle cannot be understood, tested or loaded one at a time.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that leads nowhere fails only when it is run.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:|[?](raw|url|inline)$' },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|out)/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}

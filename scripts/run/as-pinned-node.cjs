/**
 * Loaded (`--require`) into the npm that installs: npm leaves out packages that are for a newer Node than its own, but
 * everything here runs under the pinned Node, so that is the version it must measure them by.
 */
Object.defineProperty(process, 'version', { value: process.env.OKRYU_PINNED_NODE })

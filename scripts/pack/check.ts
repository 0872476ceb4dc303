import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'

/** What must hold of a packed program, looked up in the program itself. */

const OFF = [
  FuseV1Options.RunAsNode,
  FuseV1Options.EnableNodeOptionsEnvironmentVariable,
  FuseV1Options.EnableNodeCliInspectArguments,
  FuseV1Options.GrantFileProtocolExtraPrivileges,
]
const ON = [
  FuseV1Options.EnableCookieEncryption,
  FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
  FuseV1Options.OnlyLoadAppFromAsar,
]

/** Everything the archive may hold, as paths in it. */
const EXPECTED = [
  /^package\.json$/,
  /^dist\/main\/(cabinet|service-process|backup-worker)\.cjs$/,
  /^dist\/preload\/preload\.cjs$/,
  /^dist\/renderer\/(index\.html|assets\/[^/]+\.(js|css|woff2|svg|png|txt))$/,
  /^node_modules\/better-sqlite3\/(package\.json|LICENSE|lib\/([^/]+|methods\/[^/]+)\.js)$/,
]

/** @returns a sentence for each thing that is not as it must be. */
export async function checkPackage(resources: string, executable: string, prebuild: string): Promise<string[]> {
  const archive = join(resources, 'app.asar')
  const files = listPackage(archive, { isPack: false })
    .map((path) => path.replaceAll('\\', '/').slice(1))
    .filter((path) => /\.[^/]+$|\/LICENSE$/.test(path))
  const binaries = filesUnder(join(resources, 'app.asar.unpacked')).map((path) => path.replaceAll('\\', '/'))
  const wantedBinary = `node_modules/better-sqlite3/prebuilds/${prebuild}.node`
  const unexpected = files.filter((path) => path !== wantedBinary && !EXPECTED.some((shape) => shape.test(path)))
  const missing = [
    ...['dist/main/cabinet.cjs', 'dist/main/service-process.cjs', 'dist/main/backup-worker.cjs'],
    'dist/renderer/index.html',
  ].filter((path) => !files.includes(path))
  return [
    ...unexpected.map((path) => `${path} is packed and should not be.`),
    ...missing.map((path) => `${path} is not packed.`),
    ...(existsSync(join(resources, 'default_app.asar')) ? ['Electron’s own program is packed beside ours.'] : []),
    ...(binaries.join() === wantedBinary ? [] : [`Outside the archive is ${binaries.join(', ') || 'nothing'}.`]),
    ...(await checkFuses(executable)),
  ]
}

async function checkFuses(executable: string): Promise<string[]> {
  const fuses = await getCurrentFuseWire(executable)
  const wrong = (names: readonly FuseV1Options[], wanted: FuseState) =>
    names
      .filter((name) => fuses[name] !== wanted)
      .map((name) => `The fuse ${FuseV1Options[name]} is not ${wanted === FuseState.ENABLE ? 'on' : 'off'}.`)
  return [...wrong(OFF, FuseState.DISABLE), ...wrong(ON, FuseState.ENABLE)]
}

/** Paths relative to `folder`, sorted. */
export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort()
}

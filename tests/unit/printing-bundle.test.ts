import { build } from 'esbuild'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { receiptBytes, receiptSvg } from '../../main/printing/render.ts'
import { receiptSample } from '../support/receipts.ts'

const RENDER = new URL('../../main/printing/render.ts', import.meta.url).pathname
const SAMPLE = new URL('../support/receipts.ts', import.meta.url).pathname

test('receipts come out the same from the bundle that Electron runs', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'receipt-bundle-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const outfile = join(folder, 'bundle.cjs')
  await build({
    stdin: {
      contents: `import { receiptBytes, receiptSvg } from ${JSON.stringify(RENDER)}
        import { receiptSample } from ${JSON.stringify(SAMPLE)}
        const receipt = receiptSample('ko')
        const bytes = Buffer.from(receiptBytes(receipt, '80')).toString('hex')
        process.stdout.write(JSON.stringify({ bytes, svg: receiptSvg(receipt, '80') }))`,
      resolveDir: folder,
      loader: 'ts',
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'silent',
  })
  const printed = JSON.parse(execFileSync(process.execPath, [outfile], { encoding: 'utf8' })) as unknown
  const receipt = receiptSample('ko')
  expect(printed).toEqual({
    bytes: Buffer.from(receiptBytes(receipt, '80')).toString('hex'),
    svg: receiptSvg(receipt, '80'),
  })
})

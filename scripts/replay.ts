import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { MAX_PRODUCTS_PER_CALL, PATHS, StatisticsAnswer } from '../contract/central.ts'
import type { Product } from '../domain/product.ts'
import { CommandError, failWith, say } from './console.ts'
import { connectTerminal, terminalSums, type TerminalClient } from './replay/counter.ts'
import { CURRENCY, readInvoices, type Invoice, type InvoiceFile } from './replay/invoices.ts'
import { playInvoices, type Played } from './replay/play.ts'
import { startChild, type Child } from './start/children.ts'

/**
 * Takes real invoices through a terminal's contract as orders, lets them sync to a central store, and compares.
 * Prints JSON; exit code 1 where a sum differs or a line is unaccounted for.
 */

const HELP = `npm run replay -- --file FILE.csv[.gz] [--limit N] [--data DIR]
  --file   invoices with the columns InvoiceNo, StockCode, Description, Quantity, UnitPrice, CustomerID
  --limit  the most invoices to take
  --data   a new folder in which the terminal's and the central store's data are kept (else they are thrown away)
`

interface Options {
  readonly file: string
  readonly limit: number
  readonly dataDir: string
  readonly keep: boolean
}

const options = readOptions()
const children: { stop(): Promise<void> }[] = []
try {
  process.exitCode = await replay(options)
} catch (error) {
  await stopAll()
  const known = error instanceof CommandError ? error : new CommandError('replay.failed', (error as Error).message)
  failWith(known, true)
} finally {
  await stopAll()
  if (!options.keep) rmSync(options.dataDir, { recursive: true, force: true })
}

async function replay({ file, limit, dataDir }: Options): Promise<number> {
  const invoices = await readInvoices(file, limit)
  say(`Read ${invoices.invoices.length} invoices with ${invoices.lines} lines.`)
  const central = await start<{ url: string; adminToken: string; enrolmentCode: string }>('The central store', [
    ...['central/cli.ts', '--data', join(dataDir, 'central'), '--port', '0', '--json'],
    ...['--currency', CURRENCY.code, '--digits', String(CURRENCY.digits)],
  ])
  await importProducts(central.ready, productsOf(invoices.invoices))
  const terminal = await start<{ url: string; token: string }>('The terminal', [
    ...['main/headless/main.ts', '--data', join(dataDir, 'terminal'), '--json'],
    ...['--central', central.ready.url, '--enrol', central.ready.enrolmentCode],
  ])
  const client = await connectTerminal(terminal.ready.url, terminal.ready.token)
  await until(client, (sync) => sync.catalogueVersion > 0 && sync.lastSuccessAtMs !== null)
  const startedMs = performance.now()
  const played = await playInvoices(client, invoices.invoices, (done) => {
    if (done % 1_000 === 0) say(`${done} invoices played.`)
  })
  const playedMs = performance.now()
  await client.sync.now()
  await until(client, (sync) => sync.unsent === 0)
  const seconds = {
    taking: round((playedMs - startedMs) / 1000),
    syncedAfter: round((performance.now() - playedMs) / 1000),
  }
  const report = reportOf(invoices, played, await terminalSums(client), await statistics(central.ready), seconds)
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
  return report.agrees ? 0 : 1
}

async function start<Ready>(what: string, [entry, ...args]: string[]): Promise<Child<Ready>> {
  const child = await startChild<Ready>(what, entry!, args)
  children.push(child)
  return child
}

async function stopAll(): Promise<void> {
  for (const child of children.splice(0).reverse()) await child.stop()
}

function productsOf(invoices: readonly Invoice[]): Product[] {
  const products = new Map<string, Product>()
  for (const { sku, name, priceMinor } of invoices.flatMap((invoice) => invoice.lines)) {
    if (products.has(sku)) continue
    const text = { ko: name, en: name }
    products.set(sku, {
      ...{ sku, name: text, producer: { ko: '', en: '' }, category: 'invoices', priceMinor, unit: 'piece' },
      ...{ barcodes: [], pictureHash: null, stock: null, variant: null, popularity: 0 },
    })
  }
  return [...products.values()]
}

async function importProducts(central: { url: string; adminToken: string }, products: Product[]): Promise<void> {
  const categories = [{ id: 'invoices', name: { ko: '송장', en: 'Invoices' }, rank: 1 }]
  for (let at = 0; at < products.length; at += MAX_PRODUCTS_PER_CALL) {
    const page = products.slice(at, at + MAX_PRODUCTS_PER_CALL)
    const answer = await fetch(new URL(PATHS.products, central.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${central.adminToken}` },
      body: JSON.stringify({ categories, products: page }),
    })
    if (!answer.ok)
      throw new CommandError('replay.import_failed', `The catalogue was not taken: ${await answer.text()}`)
  }
  say(`Put ${products.length} products into the catalogue.`)
}

async function statistics(central: { url: string; adminToken: string }) {
  const answer = await fetch(new URL(PATHS.statistics, central.url), {
    headers: { authorization: `Bearer ${central.adminToken}` },
  })
  return StatisticsAnswer.parse(await answer.json())
}

type Sync = Awaited<ReturnType<TerminalClient['sync']['status']>>

/** Follows the terminal's events until its sync stands as wanted. */
async function until(client: TerminalClient, wanted: (sync: Sync) => boolean): Promise<void> {
  if (wanted(await client.sync.status())) return
  for await (const event of await client.watch()) if (event.type === 'sync' && wanted(event.sync)) return
}

function reportOf(
  file: InvoiceFile,
  played: Played,
  terminal: Awaited<ReturnType<typeof terminalSums>>,
  central: Awaited<ReturnType<typeof statistics>>,
  seconds: { readonly taking: number; readonly syncedAfter: number },
) {
  const refused = Object.fromEntries([...file.refused, ...played.refused].sort(([a], [b]) => a.localeCompare(b)))
  const refusedLines = Object.values(refused).reduce((sum, count) => sum + count, 0)
  const unaccounted = file.lines - played.orderLines - played.cancelledLines - refusedLines
  const agrees =
    unaccounted === 0 &&
    terminal.refused === 0 &&
    central.refused === 0 &&
    [terminal.orders, central.orders].every((orders) => orders === played.orders) &&
    [terminal.ordersMinor, central.ordersMinor].every((sum) => sum === played.ordersMinor) &&
    [terminal.refundsMinor, central.refundsMinor].every((sum) => sum === played.refundsMinor) &&
    central.cancellations === played.cancellations
  return {
    agrees,
    invoices: file.invoices.length,
    lines: { read: file.lines, ordered: played.orderLines, cancelled: played.cancelledLines, refused, unaccounted },
    orders: played.orders,
    cancellations: played.cancellations,
    currency: CURRENCY,
    ordered: {
      invoicesMinor: played.ordersMinor,
      terminalMinor: terminal.ordersMinor,
      centralMinor: central.ordersMinor,
    },
    refunded: {
      invoicesMinor: played.refundsMinor,
      terminalMinor: terminal.refundsMinor,
      centralMinor: central.refundsMinor,
    },
    lost: Math.max(0, played.orders - central.orders),
    doubled: Math.max(0, central.orders - played.orders),
    refusedByCentral: central.refused,
    seconds,
    ordersPerSecond: round(played.orders / Math.max(seconds.taking, 0.001)),
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

function readOptions(): Options {
  try {
    const { values } = parseArgs({
      options: {
        ...{ file: { type: 'string' }, limit: { type: 'string' }, data: { type: 'string' } },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.help) {
      process.stdout.write(HELP)
      process.exit(0)
    }
    return checkOptions(values)
  } catch (error) {
    const known =
      error instanceof CommandError ? error : new CommandError('replay.option_wrong', (error as Error).message)
    say(HELP)
    return failWith(known, true)
  }
}

function checkOptions(values: { file?: string; limit?: string; data?: string }): Options {
  const { file, limit = '1000000', data } = values
  if (file === undefined) throw new CommandError('replay.option_wrong', '--file FILE is missing.')
  if (!existsSync(file)) throw new CommandError('replay.file_missing', `There is no file ${file}.`)
  if (!/^[1-9]\d{0,6}$/.test(limit))
    throw new CommandError('replay.option_wrong', `--limit takes a whole number from 1, not "${limit}".`)
  if (data !== undefined && existsSync(data))
    throw new CommandError('replay.folder_there', `${data} is there already; --data takes a new folder.`)
  const dataDir = data === undefined ? mkdtempSync(join(tmpdir(), 'okryu-replay-')) : resolve(data)
  return { file: resolve(file), limit: Number(limit), dataDir, keep: data !== undefined }
}

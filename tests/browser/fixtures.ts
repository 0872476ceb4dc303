import { test as base, expect, type Page } from '@playwright/test'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { WebSocket } from 'ws'
import type { TerminalContract } from '../../contract/terminal.ts'
import type { Product } from '../../domain/product.ts'
import { startServices, type Services } from './services.ts'

export type Client = ContractRouterClient<TerminalContract>

/** What the service itself says, to compare with what the screens show. */
export interface Terminal {
  readonly client: Client
  readonly products: readonly Product[]
  /** An ordinary product with a barcode, sold by the piece, without sizes or colours. */
  readonly plain: Product
  readonly plainer: Product
}

interface WorkerFixtures {
  services: Services
}
interface TestFixtures {
  terminal: Terminal
  counter: Page
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  services: [
    async ({}, use) => {
      const services = await startServices()
      await use(services)
      await services.close()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  terminal: async ({ services }, use) => {
    const { client, close } = await connect(services)
    await waitForCatalogue(client)
    const products = await allProducts(client)
    const [plain, plainer] = products.filter(
      ({ unit, variant, barcodes }) => unit === 'piece' && !variant && barcodes.length > 0,
    )
    await reset(client)
    await use({ client, products, plain: plain!, plainer: plainer! })
    close()
  },
  // The terminal is asked for so that it is reset before the page opens.
  counter: async ({ page, services, terminal: _terminal }, use) => {
    const complaints = listenForComplaints(page)
    await openCounter(page, services)
    await use(page)
    // Whatever a test is about, the page may not complain of itself while it runs.
    expect(complaints).toEqual([])
  },
})

export { expect }

/** Opens the screens and waits until goods can be tapped. */
export async function openCounter(page: Page, { terminal }: Pick<Services, 'terminal'>): Promise<void> {
  await page.goto(`${terminal.url}/?token=${terminal.token}`)
  await expect(page.locator('[data-index="0"]')).toBeVisible()
}

export async function connect({
  terminal,
}: Pick<Services, 'terminal'>): Promise<{ client: Client; close: () => void }> {
  const websocket = new WebSocket(`${terminal.url.replace('http', 'ws')}/terminal?token=${terminal.token}`, {
    origin: terminal.url,
  })
  const link = new RPCLink({ websocket: websocket as unknown as globalThis.WebSocket })
  return { client: createORPCClient<Client>(link), close: () => websocket.close() }
}

/** Korean, day, no printer, a reader that approves, nothing to print, an empty order. */
export async function reset(client: Client): Promise<void> {
  await settleCard(client)
  await client.settings.simulateReader({ answer: 'approved' })
  await client.settings.change({ language: 'ko', theme: 'day', printer: { kind: 'none' }, syncIntervalMs: 60_000 })
  for (const { jobId } of (await client.printing.status()).jobs)
    await client.printing.skip({ jobId }).catch(() => undefined)
  const { orderId, lines } = await client.cart.get()
  if (lines.length > 0)
    await client.cart.apply({ changeId: crypto.randomUUID(), orderId, changes: [{ kind: 'clear' }] })
}

async function settleCard(client: Client): Promise<void> {
  const { outstandingCard } = await client.info()
  if (!outstandingCard) return
  await client.settings.simulateReader({ answer: 'declined' })
  await client.order.askCard({ attemptId: outstandingCard.attemptId })
}

export async function waitForCatalogue(client: Client): Promise<void> {
  await expect.poll(async () => (await client.sync.status()).products, { timeout: 30_000 }).toBeGreaterThan(400)
}

/** Asks for rounds until one has succeeded that began after now. */
export async function sent(client: Client): Promise<void> {
  const before = (await client.sync.status()).lastSuccessAtMs ?? 0
  await expect(async () => {
    const { unsent, phase, lastSuccessAtMs } = await client.sync.status()
    if (phase !== 'syncing') await client.sync.now()
    expect({ unsent, isLater: (lastSuccessAtMs ?? 0) > before }).toEqual({ unsent: 0, isLater: true })
  }).toPass({ timeout: 30_000 })
}

export async function allProducts(client: Client): Promise<Product[]> {
  const { products } = await client.catalogue.products({ afterSku: '' })
  return products
}

/** Errors that the page throws or logs, and requests for another host. */
function listenForComplaints(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    // A socket that is refused while a service is down is what the test is about, and the page mends it.
    if (message.type() === 'error' && !/WebSocket|ERR_CONNECTION/.test(message.text())) complaints.push(message.text())
  })
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    if (/^(https?|wss?):$/.test(protocol) && hostname !== '127.0.0.1') complaints.push(request.url())
  })
  return complaints
}

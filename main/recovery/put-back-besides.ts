import type { CardAttempt } from '../../db/card-attempts.ts'
import type { Salvaged, SalvagedCart } from '../../db/salvage.ts'
import { Cart } from '../../contract/cart.ts'
import type { TerminalStore } from '../../db/store.ts'

/** Card payments, the open cart and the print queue: what a damaged database had beside its facts. In a transaction. */
export function putBackBesides(store: TerminalStore, salvaged: Salvaged): void {
  for (const card of salvaged.cards) putBackCard(store, card)
  if (salvaged.cart) putBackCart(store, salvaged.cart)
  putBackPrintJobs(store, salvaged)
}

const OUTCOMES = ['intent', 'unknown', 'declined', 'authorised']

/** A card that may have been charged is never forgotten. */
function putBackCard({ cards }: TerminalStore, card: CardAttempt & { readonly startedAtMs: number }): void {
  const { attemptId, orderId, amountMinor, outcome, authorisation, last4, startedAtMs } = card
  const known = cards.get(attemptId)
  if (known && OUTCOMES.indexOf(known.outcome) >= OUTCOMES.indexOf(outcome)) return
  if (!known) cards.begin(attemptId, orderId, amountMinor, startedAtMs)
  cards.settle(attemptId, outcome, authorisation, last4)
}

const KeptCart = Cart.pick({ lines: true, discount: true, note: true })

/** The ids of carts ascend with time: the backup's is the older one, unless it is the same. */
function putBackCart({ cart }: TerminalStore, { orderId, lines, revision, said }: SalvagedCart): void {
  const parsed = KeptCart.safeParse({ lines: JSON.parse(lines), ...JSON.parse(said) })
  const open = cart.get()
  const isNewer = !open || orderId > open.orderId || (orderId === open.orderId && revision > open.revision)
  if (parsed.success && isNewer) cart.put({ orderId, ...parsed.data, revision }, undefined)
}

/**
 * What the backup still had to print was printed long since, if the damaged database does not say otherwise: a receipt
 * that is missing can be printed again by hand, one too many cannot be taken back.
 */
function putBackPrintJobs({ printQueue }: TerminalStore, { printJobs }: Salvaged): void {
  const newest = new Map(printJobs.map((job) => [job.jobId, job]))
  for (const { jobId } of printQueue.pending()) {
    const state = newest.get(jobId)?.state
    if (state === 'printed') printQueue.markPrinted(jobId)
    else if (state !== 'waiting' && state !== 'failed') printQueue.skip(jobId)
    newest.delete(jobId)
  }
  for (const job of newest.values()) {
    if (printQueue.has(job.jobId)) continue
    printQueue.add(job, job.createdAtMs)
    if (job.state === 'printed') printQueue.markPrinted(job.jobId)
    if (job.state === 'skipped') printQueue.skip(job.jobId)
  }
}

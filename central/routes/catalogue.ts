import { createReadStream } from 'node:fs'
import { z } from 'zod'
import { ChangesAnswer, ChangesQuery, PATHS, ProductsAnswer, ProductsRequest } from '../../contract/central.ts'
import { Sha256 } from '../../contract/values.ts'
import type { App, RouteContext } from './context.ts'
import { bestEncoding } from '../http/answers.ts'
import { ProblemError } from '../http/problem.ts'
import { responses, WITH_TOKEN } from '../http/responses.ts'
import { changesSince, readCategories } from '../store/catalogue-read.ts'
import { importProducts } from '../store/catalogue-write.ts'
import { shopOf, storeRow } from '../store/identity.ts'
import { pictureOf } from '../store/pictures.ts'
import { noteLostCatalogue } from '../store/incarnation.ts'
import { publishStock } from '../store/stock.ts'

export function catalogueRoutes(app: App, context: RouteContext): void {
  changesRoute(app, context)
  snapshotRoute(app, context)
  pictureRoute(app, context)
  productsRoute(app, context)
}

function changesRoute(app: App, { store, guards, now, stockIntervalMs }: RouteContext): void {
  app.get(
    PATHS.changes,
    {
      onRequest: guards.reader,
      schema: {
        summary: 'What changed in the catalogue after a version',
        security: WITH_TOKEN,
        querystring: ChangesQuery,
        response: responses(ChangesAnswer),
      },
    },
    async (request) => {
      const { since } = request.query
      await publishStock(store.db, now(), stockIntervalMs)
      const page = await changesSince(store.db, since)
      if (!page.ok) {
        const terminal = await guards.reader(request)
        if (terminal) await noteLostCatalogue(store.db, terminal.terminal_id, now())
        throw new ProblemError(page.code, page.details)
      }
      const shop = shopOf(await storeRow(store.db))
      return { ...page.value, asOfMs: now(), shop }
    },
  )
}

function snapshotRoute(app: App, { guards, snapshots, now }: RouteContext): void {
  app.get(
    PATHS.snapshot,
    {
      onRequest: guards.reader,
      schema: { summary: 'The whole catalogue as a SQLite file, compressed as asked', security: WITH_TOKEN },
    },
    async (request, reply) => {
      const snapshot = await snapshots.current(bestEncoding(request.headers['accept-encoding']), now())
      if (!snapshot) throw new ProblemError('catalogue.empty')
      reply
        .header('etag', snapshot.etag)
        .header('vary', 'accept-encoding')
        .header('cache-control', 'no-cache')
        .header('okryu-catalogue-version', String(snapshot.version))
      if (request.headers['if-none-match'] === snapshot.etag) return reply.code(304).send()
      if (snapshot.encoding !== 'identity') reply.header('content-encoding', snapshot.encoding)
      return reply
        .type('application/vnd.sqlite3')
        .header('content-length', snapshot.bytes)
        .send(createReadStream(snapshot.file))
    },
  )
}

function pictureRoute(app: App, { store, guards }: RouteContext): void {
  app.get(
    PATHS.picture,
    {
      onRequest: guards.reader,
      schema: {
        summary: 'A picture by the SHA-256 of its bytes',
        security: WITH_TOKEN,
        params: z.object({ hash: Sha256 }),
      },
    },
    async ({ params }, reply) => {
      const picture = await pictureOf(store.db, params.hash)
      if (!picture) throw new ProblemError('picture.unknown', { hash: params.hash })
      return (
        reply
          .type(picture.media_type)
          .header('cache-control', 'private, max-age=31536000, immutable')
          // A drawing may carry scripts; opened by itself it must not run them.
          .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
          .send(Buffer.from(picture.bytes))
      )
    },
  )
}

function productsRoute(app: App, { store, guards }: RouteContext): void {
  app.post(
    PATHS.products,
    {
      onRequest: guards.admin,
      schema: {
        summary: 'Adds products or changes them, all or none; needs the admin token',
        security: WITH_TOKEN,
        body: ProductsRequest,
        response: responses(ProductsAnswer),
      },
    },
    async ({ body }) => {
      const categoriesKnown = [...(await readCategories(store.db)), ...(body.categories ?? [])]
      const known = new Set(categoriesKnown.map(({ id }) => id))
      const skus = new Set<string>()
      for (const [index, { sku, category }] of body.products.entries()) {
        if (skus.size === skus.add(sku).size)
          throw new ProblemError('request.malformed', { where: `/products/${index}/sku`, what: 'twice', sku })
        if (!known.has(category))
          throw new ProblemError('request.malformed', {
            where: `/products/${index}/category`,
            what: 'unknown',
            category,
          })
      }
      const { categories = [], products, removedSkus = [] } = body
      return importProducts(store.db, { categories, products, removedSkus })
    },
  )
}

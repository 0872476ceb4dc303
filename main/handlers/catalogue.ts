import { PRODUCTS_PER_PAGE } from '../../contract/limits.ts'
import { contract } from './contract.ts'

const products = contract.catalogue.products.handler(({ context, input }) => {
  const { settings, store } = context.terminal
  return {
    version: settings.catalogue().version,
    products: store.catalogue.page(input.afterSku, PRODUCTS_PER_PAGE),
  }
})

const pictures = contract.catalogue.pictures.handler(({ context, input }) =>
  context.terminal.store.catalogue.pictures(input.hashes).map(({ hash, mediaType, bytes }) => ({
    hash,
    mediaType,
    base64: Buffer.from(bytes).toString('base64'),
  })),
)

export const catalogue = {
  categories: contract.catalogue.categories.handler(({ context }) => context.terminal.store.catalogue.categories()),
  products,
  pictures,
}

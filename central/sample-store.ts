import { loadSampleCatalogue } from './sample/sample-catalogue.ts'
import { changeCatalogue } from './store/catalogue-write.ts'
import { addPictures } from './store/pictures.ts'
import type { Db } from './store/tables.ts'
import { inTransaction } from './store/transaction.ts'

/** Fills an empty store with the sample catalogue and its pictures, all or nothing. */
export async function loadSample(db: Db): Promise<void> {
  const { categories, products, pictures } = loadSampleCatalogue()
  await inTransaction(db, async (trx) => {
    await addPictures(trx, pictures)
    await changeCatalogue(trx, { categories, products })
  })
}

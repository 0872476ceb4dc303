import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect } from 'vitest'
import { importFile } from '../../central/import/import-file.ts'
import type { Product } from '../../domain/product.ts'
import type { TestStore } from './central-store.ts'

export const GOODS = 'sku,name,price,stock\n'

/** A folder with files to import, beside a store that works meanwhile. */
export class ImportDesk {
  readonly folder = mkdtempSync(join(realpathSync(tmpdir()), 'okryu-import-'))
  readonly #store: TestStore

  constructor(store: TestStore) {
    this.#store = store
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  write(text: string | Uint8Array, name = 'goods.csv'): string {
    const file = join(this.folder, name)
    writeFileSync(file, text)
    return file
  }

  /** As the program does it, without a process for each of the many files. */
  async importText(text: string | Uint8Array, name = 'goods.csv', language: 'ko' | 'en' = 'en') {
    const file = this.write(text, name)
    return { file, answer: await importFile(this.#store.central.store.db, file, language) }
  }

  rejectsOf(file: string): string[][] {
    const text = readFileSync(`${file}.rejects.csv`, 'utf8')
    expect(text.startsWith('\ufeff'), 'spreadsheets need the mark').toBe(true)
    return parse(text, { bom: true })
  }

  async product(sku: string): Promise<Product | undefined> {
    let since = 0
    let found: Product | undefined
    for (let complete = false; !complete;) {
      const page = await this.#store.changes(since)
      found = page.products.find((one) => one.sku === sku) ?? found
      complete = page.complete
      since = page.next
    }
    return found
  }
}

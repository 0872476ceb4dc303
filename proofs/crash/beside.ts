import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { listCourierFiles, readCourierFile } from '../../trust/stick.ts'
import type { Ledger } from './ledger.ts'

/** What is wrong with what a terminal leaves beside its data: on paper, and on a stick. */
export async function wrongBeside(
  name: string,
  { receipts, stick }: { readonly receipts: string; readonly stick: string },
  { orders, sticks }: Ledger,
): Promise<string[]> {
  const broken: string[] = []
  const paper = orders.size === 0 ? '' : readFileSync(receipts, 'latin1')
  // A receipt may come out twice where the process was killed, but never not at all.
  for (const { number } of orders.values()) if (!paper.includes(number)) broken.push(`${number} was never printed`)
  const names = await listCourierFiles(stick)
  if (!names.ok) broken.push(`the stick cannot be read: ${names.code}`)
  for (const file of names.ok && sticks > 0 ? names.value : []) {
    const read = await readCourierFile(join(stick, file))
    if (!read.ok) broken.push(`${file} on the stick is ${read.code}`)
  }
  return broken.map((what) => `${name}: ${what}`)
}

import { uuidv7 } from '../../domain/ids.ts'

/** A fresh id of this page: for lines, changes, card attempts and cancellations. */
export function newId(): string {
  return uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
}

import { request } from 'node:http'
import { once } from 'node:events'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PATHS } from '../../contract/central.ts'
import { TestStore } from '../support/central-store.ts'

/** An error of a stream that nobody reads ends the process, so that one request would end the shop's day. */

let store: TestStore

beforeAll(async () => {
  store = await TestStore.withProducts()
})
afterAll(() => store.remove())

const whole = gzipSync(Buffer.alloc(200_000, 'a'))

/** Also with methods that have no body by custom, as `fetch` would not send it. */
async function send(method: string, path: string, type: string | undefined, body: Uint8Array): Promise<number> {
  const headers = {
    'content-length': body.length,
    'content-encoding': 'gzip',
    ...(type === undefined ? {} : { 'content-type': type }),
  }
  const sent = request(new URL(path, store.central.url), { method, headers }).end(body)
  const [answer] = (await once(sent, 'response')) as [{ statusCode: number; resume(): unknown }]
  answer.resume()
  await once(answer as never, 'end')
  return answer.statusCode
}

test.each([
  ['GET', PATHS.health, 'application/json', 200],
  ['GET', PATHS.health, undefined, 200],
  ['GET', '/nowhere', 'text/plain', 404],
  ['POST', PATHS.enrol, 'application/json', 400],
  ['POST', PATHS.enrol, 'text/plain', 400],
  ['POST', PATHS.enrol, 'multipart/form-data; boundary=x', 400],
])('the body of a %s %s of type %s that breaks off harms nobody', async (method, path, type, status) => {
  for (const body of [whole.subarray(0, 60), whole.subarray(3), Buffer.from('no gzip at all')])
    expect(await send(method, path, type, body)).toBe(status)
  expect((await store.call(PATHS.health)).status).toBe(200)
  expect(store.failures).toEqual([])
})

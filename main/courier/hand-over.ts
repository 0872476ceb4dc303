import { fail, ok } from '../../domain/result.ts'
import type { HandOver } from '../../trust/carry.ts'
import { CentralError, type CentralClient } from '../sync/central-client.ts'

/** @param client undefined where there is no network. */
export function handOverTo(client: Pick<CentralClient, 'carry'> | undefined): HandOver {
  return async (bundle) => {
    if (!client) return fail('courier.needs_network')
    try {
      return ok(await client.carry(bundle))
    } catch (error) {
      if (!(error instanceof CentralError)) throw error
      if (error.code === 'unreachable') return fail('courier.needs_network', { why: 'unreachable' })
      return fail(error.code, error.details)
    }
  }
}

import type { FastifyRequest } from 'fastify'
import { sameSecret } from '../../trust/hash.ts'
import type { Db, TerminalRow } from '../store/tables.ts'
import { terminalOfToken } from '../store/terminals.ts'
import { ProblemError } from './problem.ts'

export interface Guards {
  /** The terminal that asks. @throws ProblemError `terminal.token_wrong` */
  terminal(request: FastifyRequest): Promise<TerminalRow>
  /** @throws ProblemError `admin.token_wrong` */
  admin(request: FastifyRequest): Promise<void>
  /** Either of them. @returns the terminal where it is one. @throws ProblemError `terminal.token_wrong` */
  reader(request: FastifyRequest): Promise<TerminalRow | undefined>
}

export function createGuards(db: Db, adminToken: string): Guards {
  const isAdmin = (request: FastifyRequest): boolean => sameSecret(bearer(request), adminToken)
  const terminal = async (request: FastifyRequest): Promise<TerminalRow> => {
    const found = await terminalOfToken(db, bearer(request))
    if (!found) throw new ProblemError('terminal.token_wrong')
    return found
  }
  return {
    terminal,
    async admin(request) {
      if (!isAdmin(request)) throw new ProblemError('admin.token_wrong')
    },
    async reader(request) {
      return isAdmin(request) ? undefined : terminal(request)
    },
  }
}

function bearer(request: FastifyRequest): string {
  return /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
}

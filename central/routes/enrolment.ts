import {
  EnrolAnswer,
  EnrolmentCodeAnswer,
  EnrolRequest,
  PATHS,
  TerminalKeysAnswer,
  TerminalKeysRequest,
} from '../../contract/central.ts'
import type { App, RouteContext } from './context.ts'
import { ProblemError } from '../http/problem.ts'
import { responses, WITH_TOKEN } from '../http/responses.ts'
import { readIdentity } from '../store/identity.ts'
import { takeKeys } from '../store/terminal-keys.ts'
import { enrol, makeEnrolmentCode } from '../store/terminals.ts'

export function enrolmentRoutes(app: App, { store, guards, now }: RouteContext): void {
  app.post(
    PATHS.enrol,
    {
      schema: {
        summary: 'Takes a terminal in; the same code from the same installation again gives the same terminal',
        body: EnrolRequest,
        response: responses(EnrolAnswer),
      },
    },
    async ({ body }) => {
      const enrolled = await enrol(store.db, body, now())
      if (!enrolled.ok) throw new ProblemError(enrolled.code, enrolled.details)
      return { ...enrolled.value, ...(await readIdentity(store.db)) }
    },
  )

  app.post(
    PATHS.terminalKeys,
    {
      onRequest: async (request) => void (await guards.terminal(request)),
      schema: {
        summary: 'The keys of a terminal that was enrolled before there were keys, once',
        security: WITH_TOKEN,
        body: TerminalKeysRequest,
        response: responses(TerminalKeysAnswer),
      },
    },
    async (request) => {
      const taken = await takeKeys(store.db, await guards.terminal(request), request.body, now())
      if (!taken.ok) throw new ProblemError(taken.code, taken.details)
      return { storeKeys: (await readIdentity(store.db)).storeKeys }
    },
  )

  app.post(
    PATHS.enrolmentCodes,
    {
      onRequest: guards.admin,
      schema: {
        summary: 'A new one-time enrolment code; needs the admin token',
        security: WITH_TOKEN,
        response: responses(EnrolmentCodeAnswer),
      },
    },
    async () => ({ code: await makeEnrolmentCode(store.db, now()) }),
  )
}

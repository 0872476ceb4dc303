import { EnrolAnswer, EnrolmentCodeAnswer, EnrolRequest, PATHS } from '../../contract/central.ts'
import type { App, RouteContext } from './context.ts'
import { ProblemError } from '../http/problem.ts'
import { responses, WITH_TOKEN } from '../http/responses.ts'
import { readIdentity } from '../store/identity.ts'
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

import { z } from 'zod'
import { PATHS } from '../../contract/central.ts'
import { FactEnvelope, MAX_FACTS_PER_PUSH, PushAnswer, PushRequest } from '../../contract/facts.ts'
import type { App, RouteContext } from './context.ts'
import { ProblemError } from '../http/problem.ts'
import { responses, WITH_TOKEN } from '../http/responses.ts'
import { groupCommit } from '../intake/group-commit.ts'
import type { Push } from '../intake/push.ts'
import { takeIn, type PushOutcome } from '../intake/take-in.ts'

/** A body that is too long is refused with its verdict, so that one such fact does not stop the queue behind it. */
const Intake = PushRequest.extend({
  facts: z
    .array(FactEnvelope.extend({ body: z.string() }))
    .min(1)
    .max(MAX_FACTS_PER_PUSH),
})

export function factRoutes(app: App, { store, guards, now, commitWindowMs }: RouteContext): void {
  const push = groupCommit<Push, PushOutcome>((pushes) => takeIn(store.db, pushes, now()), commitWindowMs)

  app.post(
    PATHS.facts,
    {
      onRequest: async (request) => void (await guards.terminal(request)),
      preValidation: async ({ body }) => refuseTooMany(body),
      schema: {
        summary: "A terminal's facts in, for ever idempotent; answered after they are on disk",
        security: WITH_TOKEN,
        body: Intake,
        response: responses(PushAnswer),
      },
    },
    async (request) => {
      const { terminal_id: terminalId } = await guards.terminal(request)
      const outcome = await push({ terminalId, ...request.body })
      if (!outcome.ok) throw new ProblemError(outcome.code, outcome.details)
      return outcome.value
    },
  )
}

/** It has a code of its own, so that a terminal knows that fewer would do. */
function refuseTooMany(body: unknown): void {
  if (typeof body !== 'object' || body === null || !('facts' in body) || !Array.isArray(body.facts)) return
  if (body.facts.length > MAX_FACTS_PER_PUSH)
    throw new ProblemError('facts.too_many', { limit: MAX_FACTS_PER_PUSH, found: body.facts.length })
}

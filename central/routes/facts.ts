import { z } from 'zod'
import { PATHS } from '../../contract/central.ts'
import { MAX_FACTS_PER_PUSH, OwnFactsAnswer, OwnFactsQuery, PushAnswer, Verdict } from '../../contract/facts.ts'
import type { App, RouteContext } from './context.ts'
import { ProblemError } from '../http/problem.ts'
import { responses, WITH_TOKEN } from '../http/responses.ts'
import { groupCommit } from '../intake/group-commit.ts'
import { IncomingFact, IncomingPush, type Push } from '../intake/push.ts'
import { takeIn, type PushOutcome } from '../intake/take-in.ts'
import { ownFacts } from '../store/own-facts.ts'

export function factRoutes(app: App, context: RouteContext): void {
  pushRoute(app, context)
  ownFactsRoute(app, context)
}

function pushRoute(app: App, { store, guards, now, commitWindowMs }: RouteContext): void {
  const push = groupCommit<Push, PushOutcome>((pushes) => takeIn(store.db, pushes, now()), commitWindowMs)

  app.post(
    PATHS.facts,
    {
      onRequest: async (request) => void (await guards.terminal(request)),
      preValidation: async ({ body }) => refuseTooMany(body),
      schema: {
        summary: "A terminal's facts in, for ever idempotent; answered after they are on disk",
        security: WITH_TOKEN,
        body: IncomingPush,
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

/** What came is given back as it came, however wide. */
const KeptFacts = OwnFactsAnswer.extend({ facts: z.array(IncomingFact.extend({ verdict: Verdict })) })

function ownFactsRoute(app: App, { store, guards }: RouteContext): void {
  app.get(
    PATHS.facts,
    {
      onRequest: async (request) => void (await guards.terminal(request)),
      schema: {
        summary: "The asking terminal's own facts with their verdicts, for one whose data was damaged",
        security: WITH_TOKEN,
        querystring: OwnFactsQuery,
        response: responses(KeptFacts),
      },
    },
    async (request) => {
      const { terminal_id: terminalId } = await guards.terminal(request)
      const page = await ownFacts(store.db, terminalId, request.query)
      if (!page.ok) throw new ProblemError(page.code, page.details)
      return page.value
    },
  )
}

/** It has a code of its own, so that a terminal knows that fewer would do. */
function refuseTooMany(body: unknown): void {
  if (typeof body !== 'object' || body === null || !('facts' in body) || !Array.isArray(body.facts)) return
  if (body.facts.length > MAX_FACTS_PER_PUSH)
    throw new ProblemError('facts.too_many', { limit: MAX_FACTS_PER_PUSH, found: body.facts.length })
}

import { CentralError } from './central-client.ts'

/** More is said to follow, but from the same place: asking again would never end. */
export function mustLeadOn(from: number, next: number): void {
  if (next <= from) throw new CentralError('answer.malformed', `there is more after ${from}, but it begins at ${next}`)
}

import type { ErrorCode } from '../../contract/errors.ts'

/** What the central store says of a problem to whoever reads its answers; terminals have their own words by code. */
export const TITLES: Readonly<Partial<Record<ErrorCode, string>>> = {
  'facts.gap': 'A fact before these is missing; send again from the one after the acknowledged sequence.',
  'facts.epoch_unknown': 'There is no such terminal here, so it has no such epoch; enrol it again.',
  'fact.hash_wrong': 'A body is not what its hash says, most likely altered on the way; send it again.',
  'fact.signature_missing': 'A fact that has to be signed came without its signature; send it again.',
  'fact.signature_wrong': 'A fact is not what its terminal signed, most likely altered on the way; send it again.',
  'epoch.unknown': 'This store has no facts of that epoch.',
  'keys.proof_wrong': 'The keys are not signed by the signing key among them for this installation.',
  'keys.known_already': 'This terminal has other keys already; enrol it as a new one.',
  'protocol.unsupported': 'This store does not speak that version of the protocol.',
  'facts.too_many': 'These are more facts than one push may carry; send fewer at once.',
  'order.unknown': 'There is no such order.',
  'order.state_impossible': 'An order in this state cannot become that.',
  'catalogue.cursor_from_future': 'This store has not reached that catalogue version; take its snapshot.',
  'catalogue.empty': 'The catalogue is empty; import products first.',
  'picture.unknown': 'There is no picture with this hash.',
  'enrolment.code_wrong': 'This is not an enrolment code of this store; check it or ask for a new one.',
  'enrolment.code_used': 'This enrolment code was used by another terminal; ask for a new one.',
  'terminal.token_wrong': 'The terminal is not enrolled with this store; enrol it again.',
  'admin.token_wrong': "This needs the admin's token, which stands in the store's data folder.",
  'request.malformed': 'The request is not as the description at /openapi.json says.',
  'request.too_large': 'The request is larger than this store takes; send less at once.',
  'request.not_found': 'There is nothing at this address; /openapi.json lists what there is.',
  'disk.full': "The store's disk is full; make room and send again.",
  'internal.failure': 'The store failed; nothing of this request was kept. Its log says more.',
}

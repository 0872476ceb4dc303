/**
 * Every error that crosses a boundary: a stable code and the HTTP status it travels with.
 * The sentence a person reads stands in the screens' messages, under the same code.
 */
export const ERRORS = {
  'cart.product_unknown': 404,
  'cart.line_unknown': 404,
  'cart.quantity_invalid': 422,
  'cart.too_many_lines': 422,
  'cart.total_too_large': 422,
  'cart.not_this_order': 409,
  'order.empty': 422,
  'order.sum_wrong': 422,
  'order.payment_wrong': 422,
  'order.underpaid': 422,
  'order.unknown': 404,
  'order.number_wrong': 422,
  'order.currency_wrong': 422,
  'order.product_unknown': 422,
  'order.price_wrong': 422,
  'order.state_impossible': 409,
  'order_number.malformed': 422,
  'order_number.mistyped': 422,
  'cancel.empty': 422,
  'cancel.line_unknown': 422,
  'cancel.more_than_left': 422,
  'cancel.refund_wrong': 422,
  'card.no_attempt': 404,
  'card.reader_missing': 409,
  'card.reader_busy': 409,
  'card.unknown_outstanding': 409,
  'fact.body_malformed': 422,
  'fact.hash_wrong': 422,
  'fact.same_place_other_body': 409,
  'fact.kind_unknown': 422,
  'facts.gap': 409,
  'facts.epoch_unknown': 409,
  'facts.too_many': 413,
  'catalogue.cursor_too_old': 410,
  'catalogue.cursor_from_future': 409,
  'catalogue.empty': 503,
  'picture.unknown': 404,
  'enrolment.code_wrong': 403,
  'enrolment.code_used': 409,
  'terminal.not_enrolled': 409,
  'terminal.token_wrong': 401,
  'terminal.revoked': 403,
  'admin.token_wrong': 401,
  'print.job_unknown': 404,
  'print.printer_missing': 409,
  'settings.invalid': 422,
  'request.malformed': 400,
  'request.too_large': 413,
  'request.not_found': 404,
  'disk.full': 507,
  'internal.failure': 500,
} as const satisfies Record<string, number>

export type ErrorCode = keyof typeof ERRORS

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code)
}

/** The outcome of something a clerk, a customer or a network can make fail; `code` comes from a closed list. */
export type Result<Value, Code extends string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: Code; readonly details?: Readonly<Record<string, string | number>> }

export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value }
}

export function fail<Code extends string>(
  code: Code,
  details?: Readonly<Record<string, string | number>>,
): { readonly ok: false; readonly code: Code; readonly details?: Readonly<Record<string, string | number>> } {
  return details === undefined ? { ok: false, code } : { ok: false, code, details }
}

/** Stops on a programmer's error; never for what a user or a network can cause. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`invariant: ${message}`)
}

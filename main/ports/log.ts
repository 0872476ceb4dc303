/** What happened, for whoever looks after the terminal. No names of customers, no tokens, no keys. */
export interface Log {
  (event: string, fields?: Readonly<Record<string, string | number | boolean | null>>): void
}

/** One JSON line for each event, to standard error: standard output belongs to whoever started the program. */
export function stderrLog(nowMs: () => number): Log {
  return (event, fields) => {
    process.stderr.write(`${JSON.stringify({ at: new Date(nowMs()).toISOString(), event, ...fields })}\n`)
  }
}

export const noLog: Log = () => {}

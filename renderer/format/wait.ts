/** How long until something, as people say it: to the second in the last minute, else in minutes. */
export function waitOf(atMs: number, nowMs: number): { readonly unit: 'seconds' | 'minutes'; readonly count: number } {
  const seconds = Math.max(0, Math.ceil((atMs - nowMs) / 1_000))
  return seconds <= 60 ? { unit: 'seconds', count: seconds } : { unit: 'minutes', count: Math.ceil(seconds / 60) }
}

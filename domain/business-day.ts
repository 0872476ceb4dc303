/**
 * The business day an instant belongs to, as YYYY-MM-DD.
 * @param atMs UTC epoch milliseconds.
 * @param zoneOffsetMin minutes east of UTC, as the shop's configuration says.
 * @param cutOffMin minutes after midnight at which a new business day begins, for counters that never close.
 */
export function businessDay(atMs: number, zoneOffsetMin: number, cutOffMin: number): string {
  return new Date(atMs + (zoneOffsetMin - cutOffMin) * 60_000).toISOString().slice(0, 10)
}

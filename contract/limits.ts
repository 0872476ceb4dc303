/** Limits that both sides of the terminal's contract keep; apart from it, so that a page needs no schemas for them. */
export const PRODUCTS_PER_PAGE = 5_000
export const PICTURES_PER_CALL = 60
export const ORDERS_PER_PAGE = 50
export const SYNC_INTERVAL_MIN_MS = 10_000
export const SYNC_INTERVAL_MAX_MS = 900_000
/** A wall clock that is further off than this is shown; nothing depends on it. */
export const CLOCK_SKEW_SHOWN_MS = 5 * 60_000

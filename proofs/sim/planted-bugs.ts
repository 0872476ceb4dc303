import type { Plant } from './plant.ts'

/** Each is a mistake that somebody could make, or has made in another product. */
export const PLANTED_BUGS: Readonly<Record<string, readonly Plant[]>> = {}

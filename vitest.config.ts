import { defineConfig } from 'vitest/config'

/** Everything that needs no browser. Real files and sockets take their time, so the limits are generous. */
export default defineConfig({
  test: {
    include: ['tests/{unit,db,contract,central,house,proofs}/**/*.test.{ts,tsx}'],
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 30_000,
    passWithNoTests: false,
  },
})

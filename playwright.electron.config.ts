import { defineConfig } from '@playwright/test'

/** The same line through the cabinet and the packed program, in a real Electron. */
export default defineConfig({
  testDir: 'tests/electron',
  testMatch: '**/*.{test,spec}.ts',
  outputDir: 'test-results/electron',
  reporter: [['line'], ['json', { outputFile: 'test-results/electron.json' }]],
  workers: 1,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
})

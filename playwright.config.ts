import { defineConfig } from '@playwright/test'
import { findBrowser } from './scripts/browser.ts'

/** The screens in a real Chromium. Each worker starts a terminal and a central store of its own. */
const executablePath = findBrowser()

export default defineConfig({
  testDir: 'tests/browser',
  testMatch: '**/*.{test,spec}.ts',
  outputDir: 'test-results/browser',
  reporter: [['line'], ['json', { outputFile: 'test-results/browser.json' }]],
  workers: 1,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    browserName: 'chromium',
    viewport: { width: 1366, height: 768 },
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      // Chromium refuses to start its sandbox for root.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
})

import { defineConfig } from '@playwright/test'
import config from './playwright.config.ts'

/** Takes the pictures of the screens anew into docs/pictures: `playwright test -c playwright.pictures.config.ts`. */
export default defineConfig(config, { testDir: 'tests/pictures', outputDir: 'test-results/pictures', timeout: 180_000 })

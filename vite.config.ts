import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The screens: one build for both cabinets, so every address in it is relative. */
export default defineConfig({
  root: fileURLToPath(new URL('./renderer', import.meta.url)),
  base: './',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    target: 'chrome130',
    // Fonts and pictures stay files: as data addresses they would need a wider content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2_000,
  },
})

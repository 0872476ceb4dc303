import { fileURLToPath } from 'node:url'
import { readFileSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** The screens: one build for both cabinets, so every address in it is relative. */
export default defineConfig({
  root: fileURLToPath(new URL('./renderer', import.meta.url)),
  base: './',
  plugins: [react(), fontLicence()],
  build: {
    outDir: '../dist/renderer',
    target: 'chrome130',
    // Fonts and pictures stay files: as data addresses they would need a wider content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2_000,
  },
})

/** The font's licence goes wherever the font goes. */
function fontLicence(): Plugin {
  const file = new URL('./node_modules/pretendard/dist/LICENSE.txt', import.meta.url)
  return {
    name: 'font-licence',
    generateBundle() {
      const source = readFileSync(file, 'utf8')
      this.emitFile({ type: 'asset', fileName: 'assets/PretendardVariable.LICENSE.txt', source })
    },
  }
}

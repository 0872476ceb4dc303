import { useEffect, useState } from 'react'
import { Button } from 'react-aria-components'
import { createRoot } from 'react-dom/client'
import { createScanner } from '../../../renderer/scanner/scanner.ts'

/** A page with everything that may have the focus when a scan comes, and a record of what happened. */
export interface ScannerPage {
  readonly scans: string[]
  readonly typed: string[]
  /** Key events that came through to the page. */
  readonly keys: string[]
  readonly presses: string[]
}

declare global {
  interface Window {
    readonly scannerPage: ScannerPage
    readonly maxGapMs: number
  }
}

const record: ScannerPage = { scans: [], typed: [], keys: [], presses: [] }
Object.assign(window, { scannerPage: record })

function Page() {
  const [search, setSearch] = useState('')
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    const scanner = createScanner({
      target: window,
      maxGapMs: window.maxGapMs,
      onScan: ({ code }) => record.scans.push(code),
      onTyped: (character) => record.typed.push(character),
    })
    const onKeyDown = ({ key }: KeyboardEvent): number => record.keys.push(key)
    window.addEventListener('keydown', onKeyDown)
    return () => {
      scanner.stop()
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [])
  const note = (what: string) => () => void record.presses.push(what)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        record.presses.push('submit')
      }}
    >
      <input id="search" value={search} onChange={(event) => setSearch(event.target.value)} />
      <output>{search}</output>
      <input id="amount" type="number" defaultValue="5" />
      <textarea id="note" defaultValue="한 줄" />
      <select id="size" defaultValue="M">
        <option>S</option>
        <option>M</option>
        <option>8</option>
      </select>
      <button id="native" type="button" onClick={note('native')}>
        1
      </button>
      <Button id="pay" onPress={note('pay')}>
        2
      </Button>
      <button id="open" type="button" onClick={() => setOpen(true)}>
        3
      </button>
      <button type="submit">4</button>
      {isOpen && (
        <dialog ref={(dialog) => dialog?.showModal()}>
          <button id="inside" type="button" onClick={note('inside')}>
            5
          </button>
        </dialog>
      )}
    </form>
  )
}

createRoot(document.body.appendChild(document.createElement('main'))).render(<Page />)

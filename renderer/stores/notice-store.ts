import { createStore } from 'zustand'
import type { Failure } from '../transports/client.ts'

/** What a clerk is told without being stopped. */
export type Notice =
  | { readonly kind: 'unknown-barcode'; readonly barcode: string }
  | { readonly kind: 'unreadable-scan' }
  | { readonly kind: 'failure'; readonly failure: Failure }
  | { readonly kind: 'card-busy' }
  | { readonly kind: 'nothing-to-reprint' }
  | { readonly kind: 'reprinting'; readonly number: string }

export interface NoticeState {
  /** One at a time: a later one takes the place of the earlier. `serial` tells two alike apart. */
  readonly notice: { readonly serial: number; readonly body: Notice } | null
  show(body: Notice): void
  dismiss(serial: number): void
  /** What it was about is over. */
  end(isOver: (body: Notice) => boolean): void
}

export function createNoticeStore() {
  return createStore<NoticeState>()((set) => ({
    notice: null,
    show: (body) => set(({ notice }) => ({ notice: { serial: (notice?.serial ?? 0) + 1, body } })),
    end: (isOver) => set(({ notice }) => (notice && isOver(notice.body) ? { notice: null } : {})),
    dismiss: (serial) => set(({ notice }) => (notice?.serial === serial ? { notice: null } : {})),
  }))
}

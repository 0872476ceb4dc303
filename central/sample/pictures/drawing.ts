/** What a row of a source table says about its picture, colours as hex values. */
export interface Paint {
  /** The goods' own colour. */
  readonly main: string
  /** Lid, lining, trim, liquid or label: what each drawing makes of it. */
  readonly second: string
  /** The mark on a label; undefined leaves it plain. */
  readonly motif: string | undefined
}

/** Draws one kind of goods within 160 × 100, centred, so that it can be cropped to a square. */
export type Drawing = (paint: Paint) => string

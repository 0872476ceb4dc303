/** Put on what scrolls and holds nothing that takes the focus: without it no keyboard could scroll it. */
export const scrolledByKeys = { tabIndex: 0 } as const

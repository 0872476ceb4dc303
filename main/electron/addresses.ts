/** Where the cabinet's pages stand, on an origin that only this program answers for. */

export const PAGE_ORIGIN = 'app://counter'
export const PAGE_URL = `${PAGE_ORIGIN}/index.html`
export const PROBLEM_URL = `${PAGE_ORIGIN}/problem`
export const PROBLEM_STYLE_URL = `${PAGE_ORIGIN}/problem/style`
/** Never gone to: a click on them is a wish. */
export const RETRY_URL = `${PAGE_ORIGIN}/problem/again`
export const CLOSE_URL = `${PAGE_ORIGIN}/problem/close`

/** Whether `address` is `page`, wherever in it. */
export function isPage(address: string, page: string): boolean {
  return address.split('#', 1)[0] === page
}

const KEY = 'okryu:token'

/**
 * The token of this start: from the address the page was opened with, then from this tab's session.
 * It leaves the address at once, so that it does not stand there to be read or copied.
 */
export function takeToken(): string {
  const address = new URL(location.href)
  const given = address.searchParams.get('token')
  if (given === null) return sessionStorage.getItem(KEY) ?? ''
  sessionStorage.setItem(KEY, given)
  address.searchParams.delete('token')
  history.replaceState(null, '', address)
  return given
}

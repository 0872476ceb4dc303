import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** A program started on its own, watched through Chromium's debugging port and not through Node's. */
export interface Debugged {
  readonly child: ChildProcess
  /** A WebSocket address, `ws://127.0.0.1:PORT/devtools/browser/…`. */
  readonly endpoint: string
  /** Everything it said so far. */
  said(): string
  /** Asks it to end as the system does at log-out. @returns its exit code. */
  stop(): Promise<number | null>
}

export async function startDebugged(executable: string, args: readonly string[]): Promise<Debugged> {
  const child = spawn(executable, ['--remote-debugging-port=0', '--disable-gpu', ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  const endpoint = await new Promise<string>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const found = /^DevTools listening on (ws:\S+)$/m.exec(said)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.once('close', (code) => reject(new Error(`it ended with ${code} before its window opened:\n${said}`)))
  })
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
    return child.exitCode
  }
  return { child, endpoint, said: () => said, stop }
}

/** One command to the only page, over a connection of its own, which also reaches a page that has crashed since. */
export async function commandPage(
  endpoint: string,
  method: string,
  params: Readonly<Record<string, unknown>> = {},
): Promise<unknown> {
  const targets = (await (await fetch(`http://${new URL(endpoint).host}/json/list`)).json()) as {
    readonly type: string
    readonly webSocketDebuggerUrl: string
  }[]
  const page = targets.find(({ type }) => type === 'page')
  if (page === undefined) return undefined
  const socket = new WebSocket(page.webSocketDebuggerUrl)
  await once(socket, 'open')
  socket.send(JSON.stringify({ id: 1, method, params }))
  const [answer] = (await Promise.race([once(socket, 'message'), once(socket, 'close')])) as [MessageEvent<string>]
  socket.close()
  if (typeof answer.data !== 'string') return undefined
  const { result } = JSON.parse(answer.data) as { result?: { result?: { value?: unknown } } }
  return result?.result?.value
}

export async function evaluateInPage(endpoint: string, expression: string): Promise<unknown> {
  return commandPage(endpoint, 'Runtime.evaluate', { expression })
}

/** Nothing while there is no page to ask. */
export async function shownWords(endpoint: string): Promise<string> {
  return String((await evaluateInPage(endpoint, 'document.body?.innerText')) ?? '')
}

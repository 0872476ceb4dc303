import { expect, test } from 'vitest'
import { CLOSE_URL, PAGE_URL, PROBLEM_STYLE_URL, PROBLEM_URL, RETRY_URL } from '../../main/electron/addresses.ts'
import { answerProblemRequest } from '../../main/electron/problem-page.ts'
import { PROBLEM_CODES, problemTexts, type Problem } from '../../main/problems.ts'

const HOSTILE = '<img src=x onerror="alert(1)">&\'"'
const problem: Problem = {
  code: 'start.configuration_wrong',
  place: HOSTILE,
  mistakes: [{ field: HOSTILE, sentence: { ko: HOSTILE, en: HOSTILE } }],
}

test.each(PROBLEM_CODES)('%s has words and a way out in both languages', async (code) => {
  const html = await page({ code, place: '/data', mistakes: [] }, 'ko')
  const { what, wayOut } = problemTexts(code)
  for (const text of [what.ko, what.en, wayOut.ko, wayOut.en]) expect(html).toContain(text)
  expect(html).toContain(`href="${RETRY_URL}"`)
  expect(html).toContain(`href="${CLOSE_URL}"`)
  expect(html).not.toContain('<script')
})

test('the language of the system comes first', async () => {
  const { what } = problemTexts(problem.code)
  expect(await page(problem, 'ko')).toContain(`<h1>${what.ko}</h1>`)
  expect(await page(problem, 'en')).toContain(`<h1>${what.en}</h1>`)
})

test('names of files and settings are shown as text', async () => {
  const html = await page(problem, 'en')
  expect(html).not.toContain('<img')
  expect(html.split('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;&#39;&quot;')).toHaveLength(4)
})

test('the page may load its own style and nothing else', () => {
  const answer = answerProblemRequest(PROBLEM_URL, problem, 'ko')
  expect(answer?.headers.get('content-security-policy')).toContain("default-src 'self'")
  expect(answerProblemRequest(PROBLEM_STYLE_URL, null, 'ko')?.headers.get('content-type')).toContain('text/css')
})

test('without a problem there is no such page, and other addresses are not its own', () => {
  expect(answerProblemRequest(PROBLEM_URL, null, 'ko')).toBeUndefined()
  for (const address of [PAGE_URL, RETRY_URL, CLOSE_URL]) {
    expect(answerProblemRequest(address, problem, 'ko')).toBeUndefined()
  }
})

async function page(problem: Problem, first: 'ko' | 'en'): Promise<string> {
  return (await answerProblemRequest(PROBLEM_URL, problem, first)?.text()) ?? ''
}

import type { LocalText } from '../../domain/product.ts'
import { safeHeaders } from '../pages/page-files.ts'
import { problemTexts, type Problem } from '../problems.ts'
import { CLOSE_URL, PROBLEM_STYLE_URL, PROBLEM_URL, RETRY_URL } from './addresses.ts'

/**
 * The page shown while the terminal cannot run. It has no script: its two ways out are links, and the window takes a
 * visit to them as a wish (window.ts). It needs none of the screens' files, since those may be what is missing.
 */

const RETRY: LocalText = { ko: '다시 시도', en: 'Try again' }
const CLOSE: LocalText = { ko: '닫기', en: 'Close' }
const TITLE: LocalText = { ko: '단말기를 열 수 없어요', en: 'The terminal cannot open' }

type Language = keyof LocalText

/** The answer to one of the page's own addresses; undefined for any other. */
export function answerProblemRequest(address: string, problem: Problem | null, first: Language): Response | undefined {
  if (address === PROBLEM_STYLE_URL) return new Response(STYLE, { headers: safeHeaders('text/css; charset=utf-8') })
  if (address !== PROBLEM_URL || problem === null) return undefined
  return new Response(problemPage(problem, first), { headers: safeHeaders('text/html; charset=utf-8') })
}

/** Both languages, since the setting stands in the database that may be what cannot be opened. */
function problemPage(problem: Problem, first: Language): string {
  const second: Language = first === 'ko' ? 'en' : 'ko'
  return `<!doctype html>
<html lang="${first}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escape(TITLE[first])}</title>
<link rel="stylesheet" href="${PROBLEM_STYLE_URL}">
</head>
<body>
<main>
<p class="code">${escape(problem.code)}</p>
${section(problem, first, 'h1')}
${section(problem, second, 'h2')}
<p class="place" translate="no">${escape(problem.place)}</p>
<nav>
<a class="primary" href="${RETRY_URL}" autofocus>${both(RETRY, first, second)}</a>
<a href="${CLOSE_URL}">${both(CLOSE, first, second)}</a>
</nav>
</main>
</body>
</html>`
}

function section(problem: Problem, language: Language, heading: 'h1' | 'h2'): string {
  const texts = problemTexts(problem.code)
  const mistakes = problem.mistakes.map(({ sentence }) => `<li>${escape(sentence[language])}</li>`).join('')
  return `<section lang="${language}">
<${heading}>${escape(texts.what[language])}</${heading}>
<p>${escape(texts.wayOut[language])}</p>
${mistakes === '' ? '' : `<ul>${mistakes}</ul>`}
</section>`
}

function both(text: LocalText, first: Language, second: Language): string {
  return `<span>${escape(text[first])}</span> <small lang="${second}">${escape(text[second])}</small>`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

const STYLE = `
:root {
  color-scheme: light dark;
  --background: #f6f5f1; --surface: #ffffff; --ink: #17202a; --muted: #4b5563; --border: #7a8490;
  --primary: #0b5d4e; --on-primary: #ffffff; --focus: #1d4ed8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --background: #12161a; --surface: #1b2127; --ink: #f1efe9; --muted: #b3bcc6; --border: #7b8794;
    --primary: #5cc9ac; --on-primary: #06231c; --focus: #ffd166;
  }
}
* { box-sizing: border-box; margin: 0; }
body {
  min-height: 100vh; display: grid; place-items: center; padding: 24px;
  background: var(--background); color: var(--ink);
  font: 18px/1.5 Pretendard, 'Noto Sans KR', 'Malgun Gothic', 'Apple SD Gothic Neo', NanumGothic, sans-serif;
  word-break: keep-all; overflow-wrap: anywhere;
}
main {
  width: 100%; max-width: 760px; display: grid; gap: 24px; padding: 40px;
  background: var(--surface); border: 1px solid var(--border); border-radius: 8px;
}
section { display: grid; gap: 8px; }
h1 { font-size: 32px; line-height: 1.3; }
h2 { font-size: 20px; }
h2 ~ *, .code, .place, small { color: var(--muted); }
.code, .place, small { font-size: 16px; }
.place { font-family: ui-monospace, monospace; user-select: text; }
ul { padding-left: 24px; }
nav { display: flex; flex-wrap: wrap; gap: 16px; }
a {
  min-width: 200px; min-height: 80px; padding: 12px 24px; border-radius: 8px; border: 2px solid var(--border);
  display: grid; place-content: center; text-align: center; color: var(--ink); font-weight: 600; text-decoration: none;
}
a.primary { background: var(--primary); border-color: var(--primary); color: var(--on-primary); }
a.primary small { color: inherit; }
a:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
`

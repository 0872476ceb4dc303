import { loadSampleCatalogue } from '../central/sample/sample-catalogue.ts'
import type { LocalText, Product } from '../domain/product.ts'
import { createRandom, pick } from './random.ts'

/** Syllables of made-up makers, with how they are written in English. */
const SYLLABLES = (
  '가ga 거go 고go 구gu 금gum 길gil 나na 노no 다da 대dae 도do 동dong 두du 라ra 란ran 래rae 로ro 리ri 마ma 만man 매mae 명myong ' +
  '모mo 무mu 문mun 미mi 백baek 보bo 봉bong 부bu 비bi 빛bit 산san 새sae 서so 석sok 선son 성song 소so 송song 수su 순sun 신sin ' +
  '아a 양yang 연yon 영yong 오o 옥ok 용yong 우u 운un 원won 유yu 은un 인in 자ja 장jang 재jae 정jong 주ju 지ji 진jin 차cha 창chang ' +
  '천chon 청chong 춘chun 태tae 평pyong 하ha 한han 해hae 향hyang 현hyon 호ho 홍hong 화hwa 효hyo 흥hung 희hui'
)
  .split(' ')
  .map((pair) => ({ ko: pair[0]!, en: pair.slice(1) }))

const MODEL_LETTERS = 'ABCDEGHKLMNPRSTVWX'

/**
 * A catalogue of any size out of the sample's words: makers, nouns, nouns joined as Korean joins them, sizes, and model
 * numbers that stand on one product each, so that the vocabulary grows with the catalogue as real ones do.
 * The same size always gives the same catalogue.
 */
export function synthesiseCatalogue(size: number): Product[] {
  const random = createRandom(size)
  const sample = loadSampleCatalogue().products
  const nouns = nounsOf(sample)
  const makers = Array.from({ length: Math.ceil(6 * Math.sqrt(size)) }, () => inventMaker(random))
  return Array.from({ length: size }, (_, number) => {
    const model = pick(random, sample)
    const maker = makers[Math.floor(makers.length * random() ** 3)]!
    const name = inventName(random, model, maker, nouns)
    return {
      ...model,
      sku: `P${String(number).padStart(7, '0')}`,
      name,
      producer: { ko: `${maker.ko}공장`, en: `${maker.en} Works` },
      barcodes: [`20${String(Math.floor(random() * 1e11)).padStart(11, '0')}`],
      popularity: Math.floor(1000 / (1 + 200 * random())),
    }
  })
}

function nounsOf(products: readonly Product[]): LocalText[] {
  const nouns = new Map<string, LocalText>()
  for (const { name } of products) {
    const ko = /^[가-힣]{2,4}$/.exec(name.ko.split(' ')[0]!)?.[0]
    const en = /^[A-Za-z]+/.exec(name.en)?.[0]
    if (ko !== undefined && en !== undefined) nouns.set(ko, { ko, en })
  }
  return [...nouns.values()]
}

function inventMaker(random: () => number): LocalText {
  const parts = Array.from({ length: random() < 0.6 ? 2 : 3 }, () => pick(random, SYLLABLES))
  const en = parts.map((part) => part.en).join('')
  return { ko: parts.map((part) => part.ko).join(''), en: en[0]!.toUpperCase() + en.slice(1) }
}

function inventName(random: () => number, model: Product, maker: LocalText, nouns: readonly LocalText[]): LocalText {
  const ko = [maker.ko]
  const en = [maker.en]
  if (random() < 0.35) {
    const [first, second] = [pick(random, nouns), pick(random, nouns)]
    ko.push(first.ko + second.ko)
    en.push(first.en, second.en)
  } else {
    ko.push(model.name.ko)
    en.push(model.name.en)
  }
  const ending = random()
  if (ending < 0.3) {
    const letters = pick(random, [...MODEL_LETTERS]) + pick(random, [...MODEL_LETTERS])
    const number = `${letters}${Math.floor(100 + random() * 9900)}`
    ko.push(number)
    en.push(number)
  } else if (ending < 0.5) {
    const amount = `${5 * Math.ceil(random() * 200)}${pick(random, ['g', 'ml', 'mg'])}`
    ko.push(amount)
    en.push(amount)
  }
  return { ko: ko.join(' '), en: en.join(' ') }
}

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findAmountRanges, findAmounts } from '../../../../src/bot/understand/slots/amounts.ts'
import { spellAmount } from '../../../../src/bot/understand/slots/spell.ts'
import { formatYuan, inCapitals, inWords } from '../../../../src/domain/shared/money.ts'

const read = (text: string): string[] =>
  findAmounts(text).map((span) => `${span.text} ${formatYuan(span.value).replace(/\.00$/, '')}`)

test.each([
  ['预算50万 目标GMV300万', ['50万 ¥500,000', '300万 ¥3,000,000']],
  ['8万5', ['8万5 ¥85,000']],
  ['8.5w', ['8.5w ¥85,000']],
  ['8w5', ['8w5 ¥85,000']],
  ['8万5000元', ['8万5000元 ¥85,000']],
  ['一千二', ['一千二 ¥1,200']],
  ['十二万三千', ['十二万三千 ¥123,000']],
  ['12万3千', ['12万3千 ¥123,000']],
  ['¥80,000', ['¥80,000 ¥80,000']],
  ['80,000元', ['80,000元 ¥80,000']],
  ['80,000.50 元', ['80,000.50 元 ¥80,000.50']],
  ['3.2k', ['3.2k ¥3,200']],
  ['1.5亿', ['1.5亿 ¥150,000,000']],
  ['1亿2千万', ['1亿2千万 ¥120,000,000']],
  ['五十万元整', ['五十万元整 ¥500,000']],
  ['捌万元整', ['捌万元整 ¥80,000']],
  ['1200块', ['1200块 ¥1,200']],
  ['12块5', ['12块5 ¥12.50']],
  ['12元5角', ['12元5角 ¥12.50']],
  ['12元零五分', ['12元零五分 ¥12.05']],
  ['5毛', ['5毛 ¥0.50']],
  ['三点五万', ['三点五万 ¥35,000']],
  ['1.23456万', ['1.23456万 ¥12,345.60']],
  ['申请预算 8万 KOL投放', ['8万 ¥80,000']],
  ['约 5 万', ['5 万 ¥50,000']],
  ['预算 5 万元', ['5 万元 ¥50,000']],
  ['3千万', ['3千万 ¥30,000,000']],
  ['RMB 5000', ['RMB 5000 ¥5,000']],
  ['8万元旦活动', ['8万 ¥80,000']],
  ['8万双12大促', ['8万 ¥80,000']],
  ['8万5月1日', ['8万 ¥80,000']],
  ['12万3个海报', ['12万 ¥120,000']],
  ['五万一个月', ['五万 ¥50,000']],
  ['八万二十号前', ['八万 ¥80,000']],
  ['「预算5万」 3万', ['3万 ¥30,000']],
  ['50w', ['50w ¥500,000']],
  ['预算6万5,用于广告', ['6万5 ¥65,000']],
  ['预算:11800元,达人机酒', ['11800元 ¥11,800']],
  ['申请预算 100000 供应商', ['100000 ¥100,000']],
  ['追加4500', ['4500 ¥4,500']],
  ['budget of 80,000', ['80,000 ¥80,000']],
  ['8W', ['8W ¥80,000']],
  ['¥8万', ['¥8万 ¥80,000']],
  ['人民币八万元', ['人民币八万元 ¥80,000']],
  ['rmb 80000', ['rmb 80000 ¥80,000']],
  ['8000块钱', ['8000块钱 ¥8,000']],
  ['三万五', ['三万五 ¥35,000']],
  ['1.5个亿', ['1.5个亿 ¥150,000,000']],
  ['壹拾贰万叁仟元整', ['壹拾贰万叁仟元整 ¥123,000']],
  ['人民币叁万元伍角整', ['人民币叁万元伍角整 ¥30,000.50']],
  ['8万元左右', ['8万元 ¥80,000']],
  ['一百二十万', ['一百二十万 ¥1,200,000']],
  ['再申请一笔1万2的道具租赁', ['1万2 ¥12,000']],
  ['request 80k for KOL', ['80k ¥80,000']],
  ['80,000 yuan for posters', ['80,000 yuan ¥80,000']],
  ['budget 1.2m', ['1.2m ¥1,200,000']],
  ['raise by 2m, please', ['2m ¥2,000,000']],
  ['budget ¥1.2 million', ['¥1.2 million ¥1,200,000']],
  ['80 thousand', ['80 thousand ¥80,000']],
  ['P-102 8万到期', ['8万 ¥80,000']],
])('%s: %j', (text, amounts) => {
  expect(read(text)).toEqual(amounts)
})

test.each([
  '双12大促',
  '3个海报',
  'T-12',
  'T-12万',
  'V2.0',
  '100%',
  '13812345678',
  '0571-88881234',
  '300万曝光',
  '曝光量300万',
  '播放 100万次',
  '粉丝3万',
  '5w人',
  '三千人',
  '两千字',
  '2.5小时',
  '2小时30分',
  '12月1日',
  '2026-12-01',
  '11.24-11.27',
  '80000',
  '一百',
  '百万',
  '千万别忘',
  '十几万',
  '几十万',
  '两三万',
  '8万多',
  '100w+',
  '一千二十',
  '-500元',
  '负五万',
  '5000-8000元',
  '500美元',
  '5万美元',
  '4k视频',
  '3千米',
  '三块展板',
  '五角星',
  '第3万个',
  '「50万」',
  'https://a.cn/50万',
  '12.5.3元',
  '预算 2027 规划',
  '申请 3000 人场地',
  '申请 12 月',
  '1:5万',
  '申请 2m展架',
  'request 2m banner',
  '1h30m',
  '5万到8万',
  '5-8万',
  '5000到8000元',
  '五到八万',
  '¥50,000-¥80,000',
  '8万到5万',
  '3万5-8万',
  'from 50k to 80k',
  'between 50k and 80k',
  '2-3万曝光',
])('no amount in %s', (text) => {
  expect(read(text)).toEqual([])
})

describe('ranges of amounts', () => {
  const ranges = (text: string): string[] =>
    findAmountRanges(text).map(({ text: written, value: { low, high } }) => `${written} ${low / 100n}-${high / 100n}`)

  test.each([
    ['预算5万到8万', ['5万到8万 50000-80000']],
    ['5-8万', ['5-8万 50000-80000']],
    ['3万5-8万', ['3万5-8万 35000-80000']],
    ['五到八万', ['五到八万 50000-80000']],
    ['500-800元', ['500-800元 500-800']],
    ['5000~1万', ['5000~1万 5000-10000']],
    ['¥50,000-¥80,000', ['¥50,000-¥80,000 50000-80000']],
    ['between 50k and 80k', ['50k and 80k 50000-80000']],
    ['from 50k to 80k', ['50k to 80k 50000-80000']],
  ])('%s: %j', (text, found) => {
    expect(ranges(text)).toEqual(found)
  })

  test.each(['8万到5万', '周一到50万', 'T-3到8万', '11.24-11.27 50万', '曝光3-5万', '5万和8万', '3-5%'])(
    'none in %s',
    (text) => {
      expect(ranges(text)).toEqual([])
    },
  )

  test('what is written is read back, and neither end is an amount', () => {
    const ends = fc.tuple(fc.bigInt({ min: 1n, max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 12n }))
    fc.assert(
      fc.property(ends, fc.constantFrom('到', '至', '-', '~'), ([low, more], joint) => {
        const text = `预算${spellAmount(low)}${joint}${spellAmount(low + more)} 做海报`
        expect(findAmountRanges(text).map(({ value }) => value)).toEqual([{ low, high: low + more }])
        expect(findAmounts(text)).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })
})

describe('a bare number', () => {
  test.each([
    ['80000', 8_000_000n],
    ['80,000.5', 8_000_050n],
    ['八百', 80_000n],
  ])('%s counts where only an amount can stand', (text, fen) => {
    expect(findAmounts(text, { bare: true }).map(({ value }) => value)).toEqual([fen])
    expect(findAmounts(text)).toEqual([])
  })

  test.each(['3个', '12月1日', '50%', 'T-12', '13812345678'])('%s is none even then', (text) => {
    expect(findAmounts(text, { bare: true })).toEqual([])
  })
})

describe('what is written is read back', () => {
  const amounts = fc.oneof(
    fc.bigInt({ min: 0n, max: 10n ** 15n }),
    fc.bigInt({ min: 0n, max: 10n ** 9n }).map((n) => (n * 10_000n <= 10n ** 15n ? n * 10_000n : n)),
    fc.bigInt({ min: 1n, max: 99_999n }),
  )
  const around = fc.constantFrom('', '预算', '申请 ', '花了')

  const readsBack = (text: string, lead: string, fen: bigint): void => {
    const spans = findAmounts(`${lead}${text} 做海报`)
    expect(spans.map(({ value }) => value)).toEqual([fen])
    expect(spans[0]?.text).toBe(text)
  }

  test('spelled', () => {
    fc.assert(
      fc.property(amounts, around, (fen, lead) => readsBack(spellAmount(fen), lead, fen)),
      { numRuns: 2000 },
    )
  })

  test('as figures on a card', () => {
    fc.assert(
      fc.property(amounts, around, (fen, lead) => readsBack(formatYuan(fen), lead, fen)),
      { numRuns: 2000 },
    )
  })

  test('in words, from one yuan up', () => {
    const whole = amounts.filter((fen) => fen >= 100n)
    fc.assert(
      fc.property(whole, around, (fen, lead) => readsBack(inWords(fen), lead, fen)),
      { numRuns: 2000 },
    )
  })

  test('in capitals, from one yuan up', () => {
    const whole = amounts.filter((fen) => fen >= 100n)
    fc.assert(
      fc.property(whole, around, (fen, lead) => readsBack(inCapitals(fen), lead, fen)),
      { numRuns: 2000 },
    )
  })

  test('negative amounts have no spelling', () => {
    expect(() => spellAmount(-1n)).toThrow(RangeError)
  })
})

import { isDigit, isNumeral, startsNumeral } from './numerals.ts'
import { maskNumbers } from './protect.ts'
import { readChineseSum, readFigureSum, YUAN } from './sums.ts'
import { type Span, spanOf } from './types.ts'

/** What is measured in numbers but is not money: the word after a number, or the metric before it. */

/** Counting words and units directly after a number; each excludes the longer word that merely begins like it. */
const UNITS = [
  '个|次|件|份|篇|条|辆|只|套|步|米|克|里|度|倍|折|颗|瓶|箱|盒|支|枚|匹|棵|夜|粉|赞|秒|岁|票|张|几|余',
  '人(?!民币|工|力)|名(?!人|额|片)|位(?!置)|台(?!历|风)|部(?!分|署|门)|天(?!猫)|户(?!外)|家(?!居|电|装|具)|字(?!体|幕)',
  '双(?![1十旦])|场(?!地|景|馆|租)|期(?!间)|店(?!铺|庆)|款(?!项|待)|单(?!独|品)|项(?!目)|层(?!面)|级(?!别)|页(?!面)',
  '多(?!媒体|渠道)|公(?:里|斤|顷)|点[击赞]|转[发评]|下载|分钟|小时|时|用户|会员|访[问客]|曝光|播放|阅读|观看|浏览|评[论价]|注册|线索',
  '展[示现]|关注|收藏|加购|销量|订单|安装|激活|互动|像素|美[元金]|港[币元]|日元|欧元|英镑|韩元|卢布',
].join('|')
const LATIN_UNITS = '(?:[UPVD]V|[DM]AU|IP|fps|USD|HKD|EUR|uv|pv|vv)(?![A-Za-z])'
const COUNTED = new RegExp(` ?(?:${LATIN_UNITS})|\\+|%|‰|(?:${UNITS})`, 'y')
const SPACED = / (?:曝光|播放|阅读|观看|浏览|点击|粉丝|人次|用户|次|下载|注册|线索)/y

/** True if the number that ends at `end` counts something: 3000人, 300万曝光, 5万+. */
export function countsSomething(text: string, end: number): boolean {
  COUNTED.lastIndex = end
  SPACED.lastIndex = end
  return COUNTED.test(text) || SPACED.test(text)
}

const METRIC =
  /(?:曝光|点击|播放|阅读|粉丝|观看|浏览|访问|访客|用户|会员|注册|线索|下载|安装|激活|展示|展现|关注|收藏|加购|销量|订单|互动|转发|评论|点赞|印量|库存|人次|[件份字票人]数|[UPV]V|[DM]AU|[upv]v)(?:量|数|次数|人数)?(?:目标)?[ :=≥>约达到至为是不低于超过]{0,6}$/

/** True if the words before `start` name something counted: 曝光量300万. */
export const followsMetric = (text: string, start: number): boolean =>
  METRIC.test(text.slice(Math.max(0, start - 20), start))

const RATIO =
  /(?:CP[A-Z]|CTR|CVR|ROI|ROAS|ARPU|LTV|NPS|[Vv]er(?:sion)?|[Vv]|[A-Z]{2,6}值|评分|得分|系数|指数|汇率|折扣|版本?|利率|[比率价])[ :.=≥>≤<约达到至为是]{0,5}$/

/** True if the words before `start` name a ratio, price or version, so that `1.20` after it is no day: CPC 1.20. */
export const followsRatio = (text: string, start: number): boolean =>
  RATIO.test(text.slice(Math.max(0, start - 16), start))

/** How many of what. `unit` is the word for it: 曝光, 人, 份. */
export interface Quantity {
  count: number
  unit: string
}

const WHAT =
  '曝光|播放|阅读|观看|浏览|点击|访问|访客|粉丝|用户|会员|注册|线索|下载|安装|激活|展[示现]|关注|收藏|加购|销量|订单|互动|转发|评论|点赞'
const COUNT_UNIT = new RegExp(
  `\\+?(?: ?(?:次|个|条)?(${WHAT})(?:量|数)?|(人次|人(?!民币|工|力)|名(?!人|额|片)|位(?!置)|次|件|份|篇|条|辆|只|套|张|枚|瓶|箱|盒|支|台(?!历|风)|家(?!居|电|装|具)|场(?!地|景|馆|租)|页(?!面)|款(?!项|待)|字(?!体|幕)|个(?!月|小时|钟|半|工作日|周|星期|礼拜|点|百分点|亿))| ?([UPVD]V|[DM]AU|uv|pv|vv|people|impressions|clicks|views|downloads)(?![A-Za-z]))`,
  'y',
)
const METRIC_WORD = new RegExp(`(${WHAT}|[UPVD]V|[DM]AU|[upv]v)(?:量|数)?(?:目标)?[ :=≥>约达到至为是不低于超过]{0,6}$`)
const LARGEST_COUNT = 10n ** 15n

/** The unit behind a number, or the metric before it. */
function unitAt(text: string, start: number, end: number): { unit: string; end: number } | undefined {
  COUNT_UNIT.lastIndex = end
  const behind = COUNT_UNIT.exec(text)
  const unit = behind?.[1] ?? behind?.[2] ?? behind?.[3]
  if (behind && unit !== undefined) return { unit, end: end + behind[0].length }
  const before = METRIC_WORD.exec(text.slice(Math.max(0, start - 20), start))?.[1]
  return before === undefined ? undefined : { unit: before, end }
}

function begins(text: string, at: number): boolean {
  const [char, before] = [text.charAt(at), text.charAt(at - 1)]
  if (isDigit(char)) return !/[\d.,/:#$¥第-]/.test(before)
  return startsNumeral(char) && !isNumeral(before) && !/[第几数]/.test(before)
}

/** Counts of things, whole ones: 300万曝光, 曝光量300万, 5000人, 两千份, 50k views. Money, time and shares are none. */
export function findCounts(text: string): Span<Quantity>[] {
  const masked = maskNumbers(text)
  const found: Span<Quantity>[] = []
  let at = 0
  while (at < masked.length) {
    const digits = isDigit(masked.charAt(at))
    const sum = begins(masked, at) ? (digits ? readFigureSum(masked, at) : readChineseSum(masked, at)) : undefined
    const unit = sum && sum.value % YUAN === 0n && sum.value / YUAN <= LARGEST_COUNT && unitAt(masked, at, sum.end)
    if (sum && unit) found.push(spanOf(text, at, unit.end, { count: Number(sum.value / YUAN), unit: unit.unit }))
    at = Math.max(unit ? unit.end : (sum?.end ?? 0), at + 1)
  }
  return found
}

/** How people ask for money and after it, beside the verbs: kept apart from what the actions do. */
import type { Way } from '../action.ts'

/** `已申请 3万`, `申请了 3万` report a request and make none. */
const REQUEST =
  /(?<!已经?|刚刚?|刚才|上次|上回|之前|昨天|没有?|[别不先未])(?:需要|想要?|要|得|再|帮我?|(?:向|跟|找)(?:财务|公司|领导|老板))*(?<!已经?|刚刚?|刚才|上次|上回|之前|昨天|没有?|[别不未])申请(?![单人过]|了(?!吧)|流程|已)(?:一下|下|一?[笔个点])?(?:预算|费用|用款|经费|款项|款|资金|钱|的)?/

export const REQUEST_WAYS: readonly Way[] = [
  { pieces: [REQUEST], needs: [] },
  { pieces: [/(?<!已经?|刚刚?|刚才|上次|之前)(?:预算|费用|用款|经费|资金)申请(?:单(?!怎)|(?![单流]))/], needs: [] },
  {
    pieces: [
      /(?:(?:发起|提交|新建|提)(?:一?[个份笔张]|一?下)?|(?:填|写|走|报|交|开)(?:一?[个份笔张]|一?下))(?:预算|费用|用款|经费|资金)的?申请(?:单(?!怎)|(?![单流]))/,
    ],
    needs: [],
  },
  {
    pieces: [/(?:发起|提交|新建|提|写|填|走|交)一?[个份笔张]/, /的?(?:预算|费用|用款|经费|资金)的?申请单?/],
    needs: ['amount'],
  },
  { pieces: [/请款(?![单流])|走(?:一?[个笔份]|一下)(?:预算|费用|经费|款)/], needs: [] },
  // Without 申请 only an amount and a purpose beside it say that money is asked for.
  {
    pieces: [/(?:(?<!海)报|申报|提|要)(?:一?[个笔份点]|一下)(?:预算|费用|经费|款)(?![到够用单表])/],
    needs: ['amount', 'purpose'],
  },
  { pieces: [/(?:提|(?<!海)报|走|需?要)一?[个笔]/, /的(?:预算|费用|经费|款项)/], needs: ['amount', 'purpose'] },
  {
    pieces: [
      /^(?:我们?|咱们?|这边|我这边)?(?:想要|需要|要|得要)(?![是求看查改的了问加追])/,
      /的?(?:预算|经费|资金)\s*[吧哈啊]?$/,
    ],
    needs: ['amount', 'purpose'],
  },
  // The price before the order: `字体授权要花4800元, 申请一下`.
  {
    pieces: [/(?:需?要|得)花|需要|花费/, /(?<=[,。;\s](?:请|麻烦)?(?:你|您)?(?:帮我?)?)申请(?:一下|下|吧)/],
    needs: ['amount', 'purpose'],
  },
  {
    pieces: [/从/, /的?(?:预算|经费|钱|账)(?:里面?|中|上)再?(?:申请|支出?|走|划|拨)(?![了过])/],
    needs: ['amount', 'purpose'],
  },
  {
    pieces: [REQUEST, /(?<=\d)(?:块|元)?(?:做|买|用于|用来|搞|投|采购|付|请)/],
    needs: ['amount'],
  },
  { pieces: [REQUEST, /(?:用|花|投|砸)(?:在|到)/, /(?:上面?|里)(?=$|[,。;\s])/], needs: ['amount'] },
  { pieces: [/能(?:帮我?|给我)申请/, /吗(?=[,\s。!]+(?:谢|多谢|辛苦|麻烦))/], needs: ['amount'] },
  { pieces: [/\brequest(?:ing)?\b(?: (?:a |the )?budget(?: of)?)?/], needs: [] },
  {
    pieces: [/\bbudget request(?: for| of)?\b|\b(?:apply|applying|ask|asking) for(?: a)?(?: budget of)?\b/],
    needs: ['amount'],
  },
  {
    pieces: [
      /\b(?:i|we)(?:['’]d| would)? (?:need|like|want)\b/,
      /(?<!\bnot |n['’]t |\bnever )\b(?:please )?(?:file|submit|raise|put in|make|open|send) (?:a |the )?(?:budget )?request\b(?: for it| for that)?/,
    ],
    needs: ['amount'],
  },
  {
    pieces: [/\b(?:(?:i|we) )?(?:need|request|want|get)(?: a)? (?:budget|spending|spend)(?: approval)?(?: for| of)?\b/],
    needs: ['amount'],
  },
  {
    pieces: [/\b(?:submit|file|put in|raise|make|open) (?:a |the )?(?:budget |spend(?:ing)? )?request(?: for| of)?\b/],
    needs: [],
  },
]

export const REQUEST_NOISE =
  /的?预算|费用|用款|经费|资金|项目|金额[是为]?|用途是?|(?:一|总)?共|合计|总计|大?约|买|的钱|\bproject\b|\bfor\b|\bof\b|\ba\b|\bto (?:buy|pay for|cover|get)\b|\bamount\b|\bpurpose\b/

/** `加到10万` names the new total, which is not what the action adds. */
const MORE =
  /(?:再|往上|向上|多|要|需要|帮忙|给|申请)*(?:追加|增加|增补|补充|上调|调高|调增|提高|上浮|多加|再加|加|补|往上[提加调涨]|[提加调涨]高|多给|多批)(?:一下|下|一?点|一?笔|个)?(?![到至成为了过])/

export const RAISE_WAYS: readonly Way[] = [
  { pieces: [MORE, /预算|经费/], needs: [] },
  { pieces: [/预算|经费|额度/, MORE], needs: ['amount'] },
  { pieces: [/(?:申请|需要|要)?(?:再)?追加(?:一下|一?点|一?笔)?(?![到至成为了过的])/], needs: ['amount'] },
  {
    pieces: [/\b(?:raise|increase|top up|bump up|bump|extend)\b/, /\bbudget\b(?!(?: (?:of|for) \S+)? to\b)/],
    needs: [],
  },
  { pieces: [/\b(?:add|put)\b/, /\bbudget\b/], needs: ['amount'] },
]

export const RAISE_NOISE =
  /(?:预算|经费|钱)不(?:够|足)(?:用|花)?了?|(?:快|都)?(?:超支|超预算|花完|用完)了|的|预算|经费|额度|给|再|多|往上|帮忙|左右|一下|\b(?:the|of|by|our|with|more|another|extra|up|for|it|please)\b|['’]s\b/

const OF_MONEY = '(?:预算|钱|经费|额度)'

export const SHOW_BUDGET_WAYS: readonly Way[] = [
  {
    pieces: [/(?:还剩|还有|剩下?|花[了掉]?|用[了掉]?|占用?了?)(?:多少|几多|几个|几成)?(?:钱|预算|额度|经费)/],
    needs: [],
  },
  {
    pieces: [
      new RegExp(
        `${OF_MONEY}(?:的|都|还)?(?:剩余?|花|用|余额|结余|情况|使用|执行|占用|消耗|够不够|够吗|是多少|多少|还有|台账|明细|报表|总览|状态|进度|超)`,
      ),
    ],
    needs: [],
  },
  { pieces: [/(?:还剩|花了|花掉|用了|用掉|占用?了?)(?:多少|几成|百分之几)(?!时间|任务|工时|[天人活没])/], needs: [] },
  { pieces: [/还?(?:能|可以|可)再?(?:花|用|动用|支配)的?(?:还?有)?(?:多少|几个)钱?/], needs: [] },
  {
    pieces: [/(?:已用|已花|剩余|结余|可用|占用|已占用|总)的?(?:额度|预算|经费|金额)|预算余额|(?:项目)?还有钱/],
    needs: [],
  },
  {
    pieces: [/账[上面里](?:还|现在)?(?:剩下?|有)(?:多少|几个)?钱?|(?:超支|超预算|超标|透支)了?(?:没有?|吗|多少)/],
    needs: [],
  },
  { pieces: [/\b(?:how much|what['’]s|what is|show)\b/, /\b(?:budget|money|funds|cash)\b/], needs: [] },
  {
    pieces: [
      /\bhow much (?:have|has|did|do|can) (?:we|been|i|p-?\d+)\b/,
      /\b(?:spent|spend|used|use|left|available|remaining)\b/,
    ],
    needs: [],
  },
  {
    pieces: [
      /\b(?:are we|is p-?\d+|is it) (?:over|within|under) budget\b|\b(?:remaining|available|used|total) budget\b|\bbudget (?:left|status|overview|usage|balance)\b/,
    ],
    needs: [],
  },
]

export const SHOW_BUDGET_NOISE =
  /多少|了|已经?|总|还|剩[下余]?|来着|是|有|可用|可以用|可以花|额度|余额|金额|明细|[执使]行?用?率|率|钱|发一?[份下个]|拉一?[份下个]|一[份下]|给我|列|出来|现在|目前|这边|到?哪[儿里]?|\b(?:left|is|remaining|much|how|we|have|so far|spent|still|there|in|do|available|to date|already)\b/

/** Whether a line orders at all: questions, negations, doubts and what others said are never orders. */

/** Asks for the state of something: `T-1 完成了吗`, `is T-9 finished?` */
export type Mood = 'order' | 'question' | 'doubt'

const QUESTION_END =
  /[?？]\s*$|(?:吗|么|没有|了没|了不|不呢|呢|多少|几个|几天|谁|哪些|哪几个|怎么样|咋样|啥情况|什么情况|没啊)\s*[啊呀呢嘛。.!~]*$/
const QUESTION_WORD =
  /什么时候|啥时候|何时|几时|几号|哪天|为什么|为啥|为何|怎么|怎样|如何|是否|是不是|谁|哪些|哪几|哪个|多久|多少|几个|有没有|什么|啥|^(?:when|why|who|how|what|which|is|are|was|were|did|does|do|has|have)\b/i
/** A request in the form of a question. */
const POLITE_ENGLISH = /^(?:can|could|would|will) you\b/i

/** Questions end in a word; no more of the line is looked at for it. */
const LONGEST_END = 200

/** Right before or around a verb these turn it into its opposite. */
const NEGATED =
  /没让|没叫|不是让|不要|不用|不能|不必|不想|不会|不再|不急|没法|无法|无需|无须|还没|没有|没(?=[做写完交改派批接到])|尚未|未能|(?<![特级类分性区差识告鉴甄个])别(?!的|人|墅|出心裁|致)|勿|先不|先别|不(?=通过|同意|完成|接受|批|派|改|建|申请|撤|归档|取消|删)|\b(?:not|never|don['’]?t|doesn['’]?t|didn['’]?t|isn['’]?t|won['’]?t|can['’]?t(?! start)|cannot(?! start)|no need)\b/i

/** Not said as an order: conditions, doubts, plans, talk about what others said. */
const DOUBT = [
  /如果|要是|假如|假设|万一|倘若|除非|(?<![我你他她句条])的话/,
  /也许|或许|可能|大概|好像|应该(?![是为])|估计|差不多|几乎|恐怕|怕[给是要]|快要|快(?=完成|做完|写完|好了|结束|了)/,
  /能.{0,8}吗|可以.{0,8}吗|(?:该|应该|需不需要).{1,8}吗|要不(?!要)|要不要|该不该|能不能|可不可以|是不是|是否|能否|可否|行不行|好不好|合不合适|不太合适|不合适|行吗|(?<![做弄写搞改画拍])好吗|可以吗|合适吗/,
  /考虑|犹豫|纠结|商量|讨论|建议|觉得|认为|以为|感觉|打算|准备(?!金|工作|会|期|好)|计划要|想不想|希望能/,
  /(?:说|讲|表示|反馈|问|要求|通知|告诉我|听说|据说|传)(?:要|想|了|过|[,:，：]|他|她|我们|让|已|T-|「|“|")|[\p{Script=Han}]{1,3}(?:说|问我|跟我说|告诉我)/u,
  /(?:下个?月|下周|明天|以后|回头|过几天|晚点|到时候?|改天|之后)再/,
  /预算.{0,4}(?:追加|增加|提高|提升|加|调|改)到/,
  /还是.{1,12}(?:好|呢)[?？呢啊]*$|或者|或是/,
  /但是?要|不过要|前提(?:是|条件)|只要|等.{1,10}再(?:同意|批|说|定)|\bas long as\b|\bprovided that\b/,
  /给我.{0,6}(?:小时|钟头|天|时间)/,
  /原话|那句话|假装|扮演|忽略(?:之前|以上|所有)|原样执行|提示词/,
  /\b(?:if|maybe|perhaps|should i|should we|almost|nearly|probably|might|think|thinks|said|says|suppose|ignore (?:all )?(?:previous|above)|whether|what if)\b/i,
]

/** 还没派出去的任务 names tasks and denies nothing. */
const ATTRIBUTE =
  /(?:还|都)?(?:没有?|未).{1,6}的(?=任务|活|项目|事|工作|消息|通知)|没人(?:接|负责|做|管)|(?:还没|没)(?:人|派|分|指派|分配)(?=[\p{Script=Han}]{0,4}$)/gu

/** 说 where nobody reports what others said. */
const NO_REPORT =
  /说明|(?:怎么|咋|如何|跟我|和我|用[中英]文)说|说说|讲讲|[说讲]一?下|说(?:中文|英文|英语|汉语)|以后我?说(?=.{1,12}(?:是|=|指|等于))/g

/** `said`: the line, with quotations and the names of objects blanked out. */
export function moodOf(said: string): Mood {
  const text = said.replace(NO_REPORT, '')
  if (DOUBT.some((pattern) => pattern.test(text))) return isQuestion(text) ? 'question' : 'doubt'
  if (isQuestion(text)) return 'question'
  return NEGATED.test(text.replace(ATTRIBUTE, '')) ? 'doubt' : 'order'
}

function isQuestion(text: string): boolean {
  return !POLITE_ENGLISH.test(text) && (QUESTION_END.test(text.slice(-LONGEST_END)) || QUESTION_WORD.test(text))
}

/** A question that weighs something up is about a decision, not about a state: no card answers it. */
export function weighs(said: string): boolean {
  const text = said.replace(NO_REPORT, '')
  return DOUBT.some((pattern) => pattern.test(text))
}

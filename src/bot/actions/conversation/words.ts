/** `同义词 派活=派给`, `昵称 阿涛=周涛`, `快捷指令 周会=新建任务 周会纪要 明天`: the organisation's own words, kept by administrators. */
import { isRefusal, type Refusal, refuse } from '../../../domain/shared/refusal.ts'
import type { Word } from '../../../domain/words/word.ts'
import { plain } from '../../messenger.ts'
import { normalise } from '../../understand/slots/index.ts'
import { type ActionContext, declare, type Outcome, type Reverted } from '../action.ts'
import { required } from '../slot.ts'
import { checkLine, checkSpoken, checkVerb, type Known } from './word-rules.ts'

const common = {
  area: 'conversation' as const,
  scope: 'none' as const,
  permission: 'connectors.configure' as const,
  confirm: 'none' as const,
}
/** 添加同义词, 设个同义词, 加一个同义词. */
const adding = (kind: string): readonly string[] =>
  ['添加', '加', '加个', '加一个', '新增', '新增一个', '新建', '设', '设个', '设一个', '设置', '定个', '增加'].map(
    (verb) => verb + kind,
  )
/** 删除同义词, 去掉昵称. */
const REMOVING = ['删除', '删', '删掉', '去掉', '移除', '取消', '去除', '清除']
const KINDS = ['词', '同义词', '昵称', '快捷指令']

const spoken = required('text', { label: 'spoken', pair: 'left' })

export const synonymAction = declare({
  ...common,
  name: 'words.synonym',
  about: {
    zh: '给一个动词加一种说法，全公司都能用。',
    en: 'Adds another word for a verb, for everybody.',
  },
  words: { zh: ['同义词', ...adding('同义词')], en: ['synonym', 'add synonym', 'add a synonym', 'new synonym'] },
  ways: [
    { pieces: [/[把将]/, /[设当算看](?=[为作成])/, /的?(?:同义词|意思)/], needs: ['spoken', 'meaning'] },
    { pieces: [/[把将]/, /的?(?:同义词|意思)/], needs: ['spoken', 'meaning'] },
    // Only quoted words are spoken of; `以后周会是周五` is a plan.
    { pieces: [/以后(?=["「].{1,20}["」]就?(?:是|等于|当|算))/, /就(?=等于)/], needs: ['spoken', 'meaning'] },
    { pieces: [/以后(?=["「].{1,20}["」](?:就是|是|等于|当|算))/], needs: ['spoken', 'meaning'] },
  ],
  examples: { zh: ['同义词 派活=派给'], en: ['synonym handoff=assign'] },
  slots: { spoken, meaning: required('text', { label: 'meaning', pair: 'right' }) },
  undo: { revert },
  run: (context, values) => define(context, 'synonym', values.spoken, (_, known) => checkVerb(values.meaning, known)),
})

export const nicknameAction = declare({
  ...common,
  name: 'words.nickname',
  about: {
    zh: '给一位同事加一个称呼。',
    en: 'Adds another name for a colleague.',
  },
  words: { zh: ['昵称', ...adding('昵称')], en: ['nickname', 'add nickname', 'add a nickname', 'new nickname'] },
  ways: [
    {
      pieces: [
        /(?:以后|今后)?(?:我们|咱们)?(?:我?说|提到)?(?<=后|们|说|到)(?=[\p{L}]{1,6}(?:就是|指的?是))(?!.{0,6}(?:负责|任务|项目|审批|对接|主管))/u,
      ],
      needs: ['spoken', 'person'],
    },
    { pieces: [/的(?:昵称|外号|绰号|小名)/], needs: ['spoken', 'person'] },
    {
      pieces: [/(?<=^[\p{L}]{1,6}就是[\p{L}]{1,6}[,，。 ] ?)(?:记一?下|记住了?|记好了?)/u],
      needs: ['spoken', 'person'],
    },
  ],
  examples: { zh: ['昵称 阿涛=周涛'], en: ['nickname Tao=周涛'] },
  slots: { spoken, person: required('person', { label: 'colleague', pair: 'right' }) },
  undo: { revert },
  run: (context, values) => define(context, 'nickname', values.spoken, () => values.person),
})

export const macroAction = declare({
  ...common,
  name: 'words.macro',
  about: {
    zh: '用一个短词代替一整句指令，$1 代表后面的话。',
    en: 'Lets a short word stand for a whole line; $1 is what follows it.',
  },
  words: {
    zh: ['快捷指令', ...adding('快捷指令')],
    en: ['shortcut', 'add shortcut', 'add a shortcut', 'new shortcut', 'macro', 'add macro'],
  },
  examples: {
    zh: ['快捷指令 周会=新建任务 周会纪要 明天', '快捷指令 记一下=登记工时 $1'],
    en: ['shortcut weekly=new task weekly notes tomorrow'],
  },
  slots: { spoken, line: required('text', { label: 'macroLine', pair: 'right', long: true }) },
  undo: { revert },
  run: (context, values) =>
    define(context, 'macro', values.spoken, (word, known) => checkLine(word, values.line, known)),
})

export const wordListAction = declare({
  ...common,
  name: 'words.list',
  about: {
    zh: '列出自己加的说法、称呼和快捷指令。',
    en: 'Lists the words that were added here.',
  },
  words: {
    zh: [
      '词典',
      '看词典',
      '看一下词典',
      '同义词列表',
      '昵称列表',
      '快捷指令列表',
      '哪些同义词',
      '哪些昵称',
      '哪些快捷指令',
      ...['打开词典', '词典里', '什么同义词', '什么昵称', '什么快捷指令', '啥同义词', '列出…同义词', '列一下同义词'],
      ...['列出…昵称', '列一下昵称', '列出…快捷指令', '看看…同义词', '看看…昵称', '看看…快捷指令'],
    ],
    en: ['dictionary', 'show dictionary', 'list synonyms', 'synonyms', 'nicknames', 'shortcuts', 'macros'],
  },
  noise: /我们|咱们|都|有|设了|加了|列出?|所有|全部|\b(?:what|which|do|does|we|have|all|our|list|are|there|any)\b/,
  examples: { zh: ['词典'], en: ['dictionary'] },
  slots: {},
  // Whoever may use the words may know them.
  permission: 'talk',
  undo: 'none',
  run: list,
})

export const removeWordAction = declare({
  ...common,
  name: 'words.remove',
  about: {
    zh: '删除一个自己加的词。',
    en: 'Removes a word that was added here.',
  },
  words: {
    zh: REMOVING.flatMap((verb) => KINDS.map((kind) => verb + kind)),
    en: ['remove', 'remove the', 'delete', 'delete the', 'drop', 'drop the'].flatMap((verb) =>
      ['word', 'synonym', 'nickname', 'shortcut', 'macro'].map((kind) => `${verb} ${kind}`),
    ),
  },
  ways: [
    { pieces: [/[把将](?:同义词|昵称|快捷指令|词)/, /(?:删|去|移)(?:除|掉)?了?/], needs: ['spoken'] },
    { pieces: [/[把将]/, /这?个?(?:同义词|昵称|快捷指令)/, /(?:删|去|移)(?:除|掉)?了?/], needs: ['spoken'] },
  ],
  examples: { zh: ['删除词 派活'], en: ['remove word handoff'] },
  slots: { spoken: required('text', { label: 'spoken', rest: true }) },
  undo: { revert },
  run: remove,
})

/** A word as undo and audit keep it. */
type Kept = Pick<Word, 'kind' | 'meaning' | 'createdBy'> & { createdAt: string }

interface Change {
  spoken: string
  before: Kept | null
  after: Kept | null
}

async function define(
  context: ActionContext,
  kind: Word['kind'],
  text: string,
  meaningOf: (spoken: string, known: Known) => string | Refusal,
): Promise<Outcome | Refusal> {
  const known: Known = { actions: context.actions, people: context.people, words: await context.tx.words.all() }
  const word = checkSpoken(text, known)
  if (isRefusal(word)) return word
  const meaning = meaningOf(word, known)
  if (isRefusal(meaning)) return meaning
  const before = find(known.words, word)
  if (before?.kind === kind && before.meaning === meaning) return refuse('WORD.NO_CHANGE', { spoken: word })
  const after: Word = {
    kind,
    spoken: before?.spoken ?? word,
    meaning,
    createdBy: context.person.id,
    createdAt: context.now,
  }
  await context.tx.words.save(after)
  const { talk } = context.speech.t
  const sentence = talk.wordSaved(talk.wordKinds[kind], plain(after.spoken), plain(meaningText(context, after)))
  const was = before ? talk.wordReplaced(plain(meaningText(context, before))) : ''
  return changed(sentence + was, before, after)
}

async function remove(context: ActionContext, values: { spoken: string }): Promise<Outcome | Refusal> {
  const word = find(await context.tx.words.all(), normalise(values.spoken))
  if (!word) return refuse('WORD.NOT_FOUND', { spoken: values.spoken })
  await context.tx.words.remove(word.spoken)
  const { talk } = context.speech.t
  return changed(talk.wordRemoved(talk.wordKinds[word.kind], plain(word.spoken)), word, undefined)
}

function find(words: readonly Word[], spoken: string): Word | undefined {
  return words.find((word) => word.spoken.toLowerCase() === spoken.toLowerCase())
}

function changed(markdown: string, before: Word | undefined, after: Word | undefined): Outcome {
  const objectRef = after?.spoken ?? before?.spoken ?? ''
  const change: Change = { spoken: objectRef, before: kept(before), after: kept(after) }
  return {
    answer: { kind: 'text', markdown },
    record: { objectRef, before: change.before, after: change.after },
    undo: { objectRef, payload: change },
  }
}

function kept(word: Word | undefined): Kept | null {
  return word
    ? { kind: word.kind, meaning: word.meaning, createdBy: word.createdBy, createdAt: word.createdAt.toISOString() }
    : null
}

async function revert(context: ActionContext, payload: unknown): Promise<Reverted | Refusal> {
  const { spoken, before, after } = payload as Change
  const present = find(await context.tx.words.all(), spoken)
  if (present?.kind !== after?.kind || present?.meaning !== after?.meaning)
    return refuse('UNDO.CHANGED_SINCE', { objectRef: spoken })
  if (before) await context.tx.words.save({ ...before, spoken, createdAt: new Date(before.createdAt) })
  else await context.tx.words.remove(spoken)
  return { sentence: context.speech.t.talk.wordUndone(plain(spoken)), changed: [] }
}

function meaningText({ people, speech }: ActionContext, { kind, meaning }: Word): string {
  return kind === 'nickname' ? (people.get(meaning)?.name ?? speech.t.someone) : meaning
}

/** Externals see how to say things, and neither colleagues' nicknames nor lines that may name projects. */
async function list(context: ActionContext): Promise<Outcome> {
  const { talk, labels } = context.speech.t
  const all = await context.tx.words.all()
  const words = context.person.role === 'vendor' ? all.filter(({ kind }) => kind === 'synonym') : all
  if (words.length === 0) return { answer: { kind: 'text', markdown: talk.noWords } }
  const rows = words.map((word) => [talk.wordKinds[word.kind], plain(word.spoken), plain(meaningText(context, word))])
  return {
    answer: {
      kind: 'card',
      card: {
        header: { text: talk.wordList, tone: 'info', tag: String(rows.length) },
        summary: talk.wordList,
        blocks: [{ kind: 'table', columns: [labels.type, labels.spoken, labels.meaning], rows }],
      },
    },
  }
}

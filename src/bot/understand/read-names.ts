/** Names in a line: labelled texts, projects, the object that free text names, and the free text itself. */
import { refuse } from '../../domain/shared/refusal.ts'
import type { Slot } from '../actions/slot.ts'
import { EDGE } from './canvas.ts'
import { type FreePiece, freePieces } from './free-text.ts'
import { isComment, mayStayUnread } from './leftover.ts'
import { bareName, matchName, matchNames } from './names.ts'
import { isAllNoise, isReason, strikeNoise } from './noise.ts'
import { readPronoun } from './read-context.ts'
import { readObject, tasksOf } from './read-object.ts'
import { fill, labelled, type Named, type State } from './reading.ts'
import { findPeople } from './slots/index.ts'

// ── Labelled texts: 目标GMV300万, 理由 …, 依赖 A、B ──────────────────────────────────────────────────────────────────────

export function readLabelled(state: State, name: string, slot: Slot): void {
  for (const word of slot.words ?? []) {
    const piece = labelled(state.canvas, word, slot.long === true, slot.kind === 'tasks')
    if (!piece) continue
    const text = state.canvas.original(piece.value).replace(/^(?:还是|就?用|选|找|走|是|为|叫)(?=.)/, '')
    if (text === '') continue
    const whole = { start: piece.start, end: piece.value.end }
    if (slot.kind === 'tasks') readTaskList(state, name, text, whole)
    else fill(state, name, 'text', text, whole)
    return
  }
}

function readTaskList(state: State, name: string, text: string, piece: { start: number; end: number }): void {
  const { found, unknown } = matchNames(
    bareName(text.replace(/(?:完成|做完|结束)?(?:之?后|以后)?(?:再开始|开始|才能开始)?$/, '')),
    tasksOf(state),
  )
  if (unknown !== undefined) state.problem ??= refuse('TASK.NOT_FOUND', { ref: unknown })
  else fill(state, name, 'tasks', found, piece)
}

const BEFORE_NAME = new RegExp(`(?:[${EDGE}]|项目|用于|到|在|给|把|看|下|看看|查|打开|的|for |of |about )$`, 'i')
const AFTER_NAME = new RegExp(
  `^(?:[${EDGE}]|项目|里的|里面|下面|底下|下建|下加|下新|这边|那边|的预算|的项目|的任务|的进度|'s)`,
)

/** A project named in full, or by an announced beginning (`用于 双12`). */
export function readProject(state: State, name: string): void {
  if (state.args[name] !== undefined) return
  const text = state.canvas.text
  const full = state.vocabulary.projects
    .map((project) => ({ ...project, start: text.indexOf(project.name) }))
    .map((project) => ({ ...project, end: project.start + project.name.length }))
    // Beside free text a project's name inside a word is part of a title: 新品发布会邀请函.
    .filter(
      (project) => project.start >= 0 && (!state.hasText || state.canvas.bounded(project, BEFORE_NAME, AFTER_NAME)),
    )
    .sort((a, b) => b.name.length - a.name.length)[0]
  if (full) {
    const announced = /(?:用于|用在|归到|归入|项目)\s*$/.exec(text.slice(0, full.start))?.[0].length ?? 0
    fill(state, name, 'project', full.id, { start: full.start - announced, end: full.end })
    const after = /^(?:这个)?(?:项目)?(?:里面?的?|下面?|底下|这边的?)?/.exec(text.slice(full.end))?.[0].length ?? 0
    state.canvas.take({ start: full.end, end: full.end + after })
    return
  }
  const piece = ['用于', '用在', '项目', 'for ', 'project ']
    .map((word) => labelled(state.canvas, word, false))
    .find((one) => one !== undefined)
  if (!piece) return
  const spoken = state.canvas.original(piece.value)
  const found = spoken ? matchName(bareName(spoken), state.vocabulary.projects) : []
  if (found.length !== 1 || !found[0]) return
  fill(state, name, 'project', found[0].id, { start: piece.start, end: piece.value.end })
}

// ── What remains ────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Free text names the action's object if it has one that is still open, else it fills the action's rest slot. A title
 * beside a named task is no title (`把 T-1 和海报 派给 …`).
 */
export function readRest(state: State, named: Named): void {
  const open = named.filter(([name]) => state.args[name] === undefined)
  const objectSlot = open.find(([, { kind }]) => kind === 'task' || (kind === 'project' && !state.hasText))
  const pieces = freePieces(state.canvas)
  if (objectSlot) readObject(state, objectSlot, pieces)
  readPronoun(state, named)
  strikeNoise(state, named)
  const rest = restSlot(state, named)
  if (rest?.[1].name) takeName(state, rest[0], freePieces(state.canvas))
  else if (rest) takeText(state, rest[0], freePieces(state.canvas, isReason(rest[1])), isReason(rest[1]))
  else leave(state, named, objectSlot, pieces)
}

function restSlot(state: State, named: Named): Named[number] | undefined {
  const rest = named.find(([name, slot]) => slot.rest && state.args[name] === undefined)
  const object = named.find(([, { kind }]) => kind === 'task')
  // Beside a task that could be named by its title, a title is no second one.
  const replaced = object && !object[1].required && state.args[object[0]] !== undefined
  const asked = object && state.ambiguities.some(({ slot }) => slot === object[0]) && rest?.[1].name
  return replaced || asked ? undefined : rest
}

/** A name is one piece; what stands apart from it, behind other values, was not understood and is no part of it. */
function takeName(state: State, slot: string, pieces: readonly FreePiece[]): void {
  const [first, ...others] = pieces
    .filter(({ text }) => !mayStayUnread(text) && !isAllNoise(state.noise, text))
    .flatMap((one) => clauses(state, one))
    .filter(({ text }) => text !== '' && !isAllNoise(state.noise, text))
    .map((one) => withoutFor(state, one))
  // What stands in quotation marks is a name, whatever it says.
  const quoted = first !== undefined && state.canvas.isQuoted(first.piece.start)
  if (first && !quoted && (NO_NAME.test(first.text) || BROKEN.test(first.text))) state.leftover ??= first.text
  else if (first) fill(state, slot, 'text', first.text, first.piece)
  const unread = others.filter(({ text, piece }) => !isRemark(state, text, piece))
  if (unread.length > 0) state.leftover ??= unread.map(({ text }) => text).join(' ')
}

/** A name ends at a comma outside quotation marks; what follows it is another matter. */
function clauses({ canvas }: State, { text, piece }: FreePiece): readonly FreePiece[] {
  const at = canvas.text.slice(piece.start, piece.end).search(/[,，;；。]/)
  if (at < 0) return [{ text, piece }]
  const name = { start: piece.start, end: piece.start + at }
  const rest = { start: name.end + 1, end: piece.end }
  return [name, rest].map((one) => ({ text: canvas.original(one), piece: one }))
}

/** `给双旦活动立个项`: before the verb 给 says for what, behind it it may belong to the name. */
function withoutFor({ canvas }: State, { text, piece }: FreePiece): FreePiece {
  const isBefore = piece.end <= canvas.text.search(/\uE003/)
  return isBefore && /^[给为在](?=..)/.test(text)
    ? { text: text.slice(1), piece: { ...piece, start: piece.start + 1 } }
    : { text, piece }
}

/** 因为 says that a reason comes, and is none of it. */
const REASON_LEAD = /^(?:理由|原因|因为|由于|说明|意见|备注)(?:是|为|就是|在于)?[:,\s]*(?=.)/

/** A list keeps its lines. */
function gapBefore({ canvas }: State, before: FreePiece | undefined, { piece }: FreePiece): string {
  if (!before) return ''
  return canvas.text.slice(before.piece.end, piece.start).includes('\n') ? '\n' : ' '
}

/** 下个月再申请 is no order of today. */
const LATER = /^(?:下个?月|下周|下季度|明年|以后|回头|过几天|晚点|改天|之后|等)/

/** Words that limit or postpone what they stand beside, or speak of another one. */
const LIMITS = /\d|只|一半|部分|以内|之前|先|和|跟|所有|全部|再|但|不过|不|没|如果|需要|会|等|要|同意|驳回|批/

/** What goes with a decision must not change it: `同意 A-1 只批5万`. */
function breaks(state: State, name: string, text: string, piece: { start: number }): boolean {
  const slot = state.slots[name]
  if (/(?:^|[^A-Za-z])A-?\d/i.test(text) && 'approval' in state.slots) return true
  // `赵倩要申请3万` is what somebody else wants.
  if (slot && !slot.clause && !isReason(slot) && piece.start < state.canvas.text.search(/\uE003/))
    return LATER.test(text) || findPeople(text, state.vocabulary).length > 0
  return slot?.clause === true && (behind(state, piece) === '' || LIMITS.test(text))
}

/** A reason stands behind the verb, or is a clause of its own before it: `价格太高, 驳回 A-8`. */
function isReasonPlace({ canvas }: State, { start, end }: { start: number; end: number }): boolean {
  const verb = canvas.text.lastIndexOf('\uE003')
  return start > verb || /^[,。;]/.test(canvas.text.slice(end))
}

/** A text that begins so goes on with a value that was not understood: `申请 8万 或者 10万`, `申请几万块`. */
const BROKEN =
  /^(?:之前|以前|前先|时候?|的时候|的话|或|还是|-\d|几[十百千万]|[零一二两三四五六七八九十百千万\d]{1,8}(?:多|来[块元十百千万])|[/&|<>{}$])/
/** No name of anything. */
const NO_NAME =
  /[&|<>{}$]|^(?:先不|先别|别(?!墅|人)|不要|不用|没有|还没|所有|全部|全体|每个|各个|那个?啥|啥|什么|东西|随便|某个|.*(?:待会|等会|一会儿?再|回头再|晚点再)|这个$|那个$)|^(.{2,4}?)\1{2}|(?:先不|先别|别|不要|不用|暂不|暂缓)[\p{Script=Han}]{0,3}$|(?:左右|前后|大概|大约|差不多|或者?)$/u

function takeText(state: State, slot: string, all: readonly FreePiece[], reason: boolean): void {
  const said = all.filter(({ text }) => !isAllNoise(state.noise, text))
  const pieces = reason ? said.filter(({ piece }) => isReasonPlace(state, piece)) : said
  const misplaced = said.filter((one) => !pieces.includes(one) && !mayStayUnread(one.text))
  if (misplaced.length > 0) state.leftover ??= misplaced.map(({ text }) => text).join(' ')
  const broken = pieces.find(({ text, piece }) => BROKEN.test(text) || breaks(state, slot, text, piece))
  if (broken) state.leftover ??= broken.text
  const [first] = pieces
  const last = pieces.at(-1)
  if (!first || !last) return
  const text = pieces.map((one, index) => gapBefore(state, pieces[index - 1], one) + one.text).join('')
  fill(state, slot, 'text', reason ? text.replace(REASON_LEAD, '') : text, {
    start: first.piece.start,
    end: last.piece.end,
  })
}

/** A remark behind a comma, in which nothing is spoken of that an order could be about. */
function isRemark(state: State, text: string, piece: { start: number }): boolean {
  if (!isComment(behind(state, piece) + text)) return false
  const spoken = bareName(text)
  const named = [tasksOf(state), state.vocabulary.projects].some(
    (known) => matchName(spoken, known).length > 0 || known.some(({ name }) => text.includes(name)),
  )
  return !named && findPeople(text, state.vocabulary).length === 0
}

/** What stands right before a piece. */
const behind = ({ canvas }: State, { start }: { start: number }): string =>
  /[,。;]\s*$/.exec(canvas.text.slice(Math.max(0, start - 2), start))?.[0].trim() ?? ''

/** The object's own name beside its number says nothing new. */
function leave(state: State, named: Named, object: Named[number] | undefined, before: readonly FreePiece[]): void {
  const pieces = freePieces(state.canvas)
  const taskId = named.find(([, { kind }]) => kind === 'task')?.[0]
  const task = Number(state.args[taskId ?? ''])
  const title = state.vocabulary.tasks.find(({ id }) => id === task)?.title
  const aboutTasks = named.some(([, { kind }]) => kind === 'task' || kind === 'tasks')
  // `删除项目 P-101 的任务` speaks of something else.
  if (!aboutTasks && !state.asks && state.canvas.text.includes('任务')) state.leftover ??= '任务'
  const unread = pieces.filter(
    ({ text, piece }) =>
      !mayStayUnread(text) &&
      !(title?.includes(bareName(text)) && bareName(text).length > 1) &&
      !isRemark(state, text, piece),
  )
  if (unread.length === 0) return
  const text = unread.map((one) => one.text).join(' ')
  state.leftover ??= text
  const unknownObject =
    object && state.args[object[0]] === undefined && before.some(({ piece }) => piece.start === unread[0]?.piece.start)
  if (!unknownObject || state.vocabulary.quoted || state.ambiguities.length > 0) return
  state.problem ??=
    object[1].kind === 'task' ? refuse('TASK.NOT_FOUND', { ref: text }) : refuse('PROJECT.NOT_FOUND', { ref: text })
}

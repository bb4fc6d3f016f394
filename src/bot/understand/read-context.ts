/** The object that the conversation is about: 它, the card replied to, the one dealt with last. */
import type { Slot } from '../actions/slot.ts'
import { type Named, note, type State } from './reading.ts'

const IT =
  /它|这个任务|那个任务|这个项目|该任务|该项目|这一?条|[这该]个?(?:申请|审批)?单?(?=$|[\s,。;:、!?\uE001\uE003])|这个申请|该申请|这[单笔]|(?:把|给|让)?这个(?![\p{Script=Han}]{2}(?<!现在|目前|怎么|什么|到底|今天|昨天|明天|完成|做完|取消|派给|交给|最晚|最迟|改成|推迟|延期|提前|有问|搞定|状态|进度|进展|情况|啥情|谁在|先别|依赖|何时|什么|多久))|这事儿?|此任务|\b(?:it|this|that)\b(?: (?:task|one|project))?/iu

/** 它, 这个: the object of the card replied to, else the one the speaker dealt with last. */
export function readPronoun(state: State, named: Named): void {
  const found = IT.exec(state.canvas.text)
  if (!found) return
  const piece = { start: found.index, end: found.index + found[0].length }
  const slot = contextual(state, named, state.vocabulary.quoted ?? state.vocabulary.last?.objectRef)
  if (!slot) return
  state.args[slot.name] = slot.value
  note(state, slot.name, slot.value, piece)
  state.canvas.take(piece)
}

/** Which open slot an object of the conversation fits. */
function contextual(state: State, named: Named, ref: string | undefined): { name: string; value: string } | undefined {
  const [, letter, number] = /^([TPA])-(\d+)$/.exec(ref ?? '') ?? []
  if (!letter || !number) return undefined
  const kind = letter === 'T' ? 'task' : letter === 'P' ? 'project' : 'approval'
  const slot = named.find(([name, one]) => one.kind === kind && state.args[name] === undefined)
  if (!slot || state.ambiguities.some((one) => one.slot === slot[0])) return undefined
  return { name: slot[0], value: number }
}

/** `改成韩梅`: whom, but not what; the name of something new would have said it. */
const canBeNamed = (named: Named): boolean => named.some(([, slot]) => isNewName(slot))

const isNewName = ({ rest, name, required }: Slot): boolean => Boolean(rest && name && !required)

/** A reply to an object's card means that object, where none was named; so does the last one, where a line needs one to say anything. */
export function readContext(state: State, named: Named): void {
  // A name that was said is something new, whatever was spoken of before.
  if (named.some(([name, slot]) => isNewName(slot) && state.args[name] !== undefined)) return
  const quoted = contextual(state, named, state.vocabulary.quoted)
  if (quoted) {
    state.args[quoted.name] = quoted.value
    state.assumed.add(quoted.name)
    return
  }
  const last = contextual(state, named, state.vocabulary.last?.objectRef)
  const says = state.asks || Object.keys(state.args).length > 0 || state.ambiguities.length > 0
  if (!last || !says || state.problem || state.leftover !== undefined) return
  if (!named.some(([name, slot]) => name === last.name && (slot.required || canBeNamed(named)))) return
  state.args[last.name] = last.value
  state.assumed.add(last.name)
}

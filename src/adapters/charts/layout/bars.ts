import type { ChartLabels, GanttRow, TaskState } from '../../../domain/ports/chart-renderer.ts'
import { addDays, diffDays, type LocalDate } from '../../../domain/shared/local-date.ts'
import { fill } from '../text/fit.ts'
import { clip, endX, middleX, onAxis, type Scale, type Span, startX } from './scale.ts'
import { checkMark, type Point, type Rect, type RectShape, type Shape, type Typesetter } from './scene.ts'
import { makeTag, type Tag } from './tags.ts'
import { INK, PAPER, SOFT, STATES } from './theme.ts'

export interface BarContext {
  scale: Scale
  today: LocalDate
  labels: ChartLabels
  type: Typesetter
}

/** What a row shows on the time axis. */
export interface Bar {
  shapes: Shape[]
  /** The words beside it. */
  tag: Tag
  /** What dependency lines start from and lead to; missing outside the axis. */
  box?: Rect
  /** What other lines should not pass under. */
  body?: Rect
}

type Task = Extract<GanttRow, { kind: 'task' }>
type Milestone = Extract<GanttRow, { kind: 'milestone' }>
type Group = Extract<GanttRow, { kind: 'group' }>

export const BAR_HEIGHT = 38
const GROUP_HEIGHT = 16
const DIAMOND = 21
const GROUP_INK = '#3b4856'
const MIN_CHECK_WIDTH = 44

const monthDay = (date: LocalDate): string => date.slice(5)

function spanBox({ scale }: BarContext, span: Span, y: number, height: number): Rect {
  const x = startX(scale, span.start)
  return { x, y: y - height / 2, w: Math.max(6, endX(scale, span.end) - x), h: height }
}

/** Something that lies before or after the axis: a small arrow at that edge with its date. */
function outside(context: BarContext, span: Span, color: string, y: number): Bar {
  const { scale, type } = context
  const before = span.end < scale.from
  const [base, tip] = before ? [scale.left + 20, scale.left + 2] : [scale.right - 20, scale.right - 2]
  const points = [
    { x: tip, y },
    { x: base, y: y - 13 },
    { x: base, y: y + 13 },
  ]
  const edge = { left: Math.min(base, tip), right: Math.max(base, tip) }
  const words = monthDay(before ? span.end : span.start)
  return { shapes: [{ kind: 'polygon', points, fill: color }], tag: makeTag(words, color, edge, scale, y, type) }
}

function taskWords({ labels, today }: BarContext, task: Task): string {
  const percent = `${Math.round(task.percent)}%`
  const days = diffDays(task.end, today)
  const late = days > 0 ? fill(labels.lateDays, { n: days }) : labels.states.late
  const words: Record<TaskState, string> = {
    todo: task.percent > 0 ? percent : '',
    doing: percent,
    blocked: `${labels.states.blocked} ${percent}`,
    done: '',
    late: `${late} ${percent}`,
  }
  return words[task.state]
}

/** The days between a missed end and today, hatched. */
function overdue({ scale, today }: BarContext, task: Task, y: number): RectShape[] {
  if (task.state !== 'late' || task.end >= today) return []
  const span = clip(scale, { start: addDays(task.end, 1), end: today })
  if (span === undefined) return []
  const x = startX(scale, span.start)
  const h = BAR_HEIGHT - 12
  return [
    {
      kind: 'rect',
      x,
      y: y - h / 2,
      w: endX(scale, span.end) - x,
      h,
      fill: PAPER,
      stroke: STATES.late.stroke,
      hatch: STATES.late.stroke,
    },
  ]
}

function taskShapes(task: Task, box: Rect, fraction: number): Shape[] {
  const style = STATES[task.state]
  const bar: RectShape = { kind: 'rect', ...box, radius: 7, fill: style.track, stroke: style.stroke }
  if (style.hatch !== undefined) bar.hatch = style.hatch
  if (task.state !== 'done' && fraction > 0) bar.part = { w: box.w * fraction, fill: style.fill }
  if (task.state !== 'done') return [bar]
  const y = box.y + box.h / 2
  // A bar too short for the mark has it beside it.
  if (box.w < MIN_CHECK_WIDTH) return [bar, checkMark({ x: box.x + box.w + 22, y }, 24, style.ink)]
  return [bar, checkMark({ x: box.x + box.w / 2, y }, 24, PAPER)]
}

/** Of the part of a task that the axis shows, how much is done: done work is counted from the task's own start. */
function visibleFraction(task: Task, span: Span): number {
  const total = diffDays(task.start, task.end) + 1
  const doneDays = (total * task.percent) / 100 - diffDays(task.start, span.start)
  return Math.min(1, Math.max(0, doneDays / (diffDays(span.start, span.end) + 1)))
}

function taskBar(context: BarContext, task: Task, y: number): Bar {
  const { scale, type } = context
  const style = STATES[task.state]
  const late = overdue(context, task, y)
  const span = clip(scale, task)
  if (span === undefined && late.length === 0) return outside(context, task, style.ink, y)
  const box = span && spanBox(context, span, y, BAR_HEIGHT)
  const rects = [...late, ...(box ? [box] : [])]
  const extent = {
    left: Math.min(...rects.map((rect) => rect.x)),
    right: Math.max(...rects.map((rect) => rect.x + rect.w)),
  }
  const shapes = box && span ? taskShapes(task, box, visibleFraction(task, span)) : []
  const tag = makeTag(taskWords(context, task), style.ink, extent, scale, y, type)
  return { shapes: [...late, ...shapes], tag, ...(box ? { box, body: box } : {}) }
}

const diamond = ({ x, y }: Point): Point[] => [
  { x, y: y - DIAMOND },
  { x: x + DIAMOND, y },
  { x, y: y + DIAMOND },
  { x: x - DIAMOND, y },
]

const MILESTONE_FILL: Record<Milestone['state'], string> = {
  todo: GROUP_INK,
  done: STATES.done.fill,
  late: STATES.late.fill,
}

/** A diamond around `center`, with a check mark if it is reached. */
export function diamondShapes(center: Point, state: Milestone['state']): Shape[] {
  const body: Shape = { kind: 'polygon', points: diamond(center), fill: MILESTONE_FILL[state], stroke: PAPER }
  return state === 'done' ? [body, checkMark(center, 18, PAPER)] : [body]
}

function milestoneBar(context: BarContext, milestone: Milestone, y: number): Bar {
  const { scale, labels, today, type } = context
  const { date, state } = milestone
  const color = state === 'todo' ? INK : STATES[state].ink
  if (!onAxis(scale, date)) return outside(context, { start: date, end: date }, color, y)
  const x = middleX(scale, date)
  const days = diffDays(date, today)
  const late = state === 'late' && days > 0 ? ` ${fill(labels.lateDays, { n: days })}` : ''
  const edge = { left: x - DIAMOND, right: x + DIAMOND }
  return {
    shapes: diamondShapes({ x, y }, state),
    tag: makeTag(`${monthDay(date)}${late}`, color, edge, scale, y, type),
    // Lines meet a diamond at its tips, so the box is a stroke through its middle.
    box: { x: x - 1, y: y - DIAMOND, w: 2, h: 2 * DIAMOND },
    body: { x: x - DIAMOND, y: y - DIAMOND, w: 2 * DIAMOND, h: 2 * DIAMOND },
  }
}

function bracket(box: Rect): Shape[] {
  const bottom = box.y + box.h
  const tip = Math.min(14, box.w / 2)
  const foot = (x: number, inner: number): Shape => ({
    kind: 'polygon',
    fill: GROUP_INK,
    points: [
      { x, y: bottom - 1 },
      { x: inner, y: bottom - 1 },
      { x, y: bottom + 12 },
    ],
  })
  const right = box.x + box.w
  return [{ kind: 'rect', ...box, fill: GROUP_INK }, foot(box.x, box.x + tip), foot(right, right - tip)]
}

function groupBar(context: BarContext, group: Group, y: number): Bar {
  if (group.start === undefined || group.end === undefined) return { shapes: [], tag: { shapes: [] } }
  const span = clip(context.scale, { start: group.start, end: group.end })
  if (span === undefined) return outside(context, { start: group.start, end: group.end }, SOFT, y)
  const box = spanBox(context, span, y - 4, GROUP_HEIGHT)
  return { shapes: bracket(box), tag: { shapes: [] } }
}

/** Bar, diamond or bracket of a row whose middle is `y`. */
export function makeBar(context: BarContext, row: GanttRow, y: number): Bar {
  if (row.kind === 'task') return taskBar(context, row, y)
  return row.kind === 'milestone' ? milestoneBar(context, row, y) : groupBar(context, row, y)
}

import type { TaskState } from '../../../domain/ports/chart-renderer.ts'
import type { Font } from './scene.ts'

/** Twice the 862 px that a chat shows at most; on a 360 px wide phone one pixel here becomes 0.21. */
export const WIDTH = 1724
export const MIN_HEIGHT = 520
export const MAX_HEIGHT = 2400
export const MARGIN = 44

/** Colours differ in lightness too, so states stay apart for colour-blind readers and in print. */
export const INK = '#1f2933'
export const SOFT = '#52606d'
export const FAINT = '#8794a3'
export const GRID = '#dfe5ec'
export const REST = '#eef2f6'
export const HOLIDAY = '#fbeed6'
export const BAND = '#f6f8fa'
export const PAPER = '#ffffff'
export const TODAY = '#7b2cbf'
export const LATE = '#b8321c'
export const ARROW = '#6b7885'

export interface StateStyle {
  /** The whole bar. */
  track: string
  /** The part that is done. */
  fill: string
  stroke: string
  /** Diagonal lines over the bar. */
  hatch?: string
  /** For the words beside the bar. */
  ink: string
}

export const STATES: Record<TaskState, StateStyle> = {
  todo: { track: '#f2f5f8', fill: '#9aa8b7', stroke: '#8794a3', ink: SOFT },
  doing: { track: '#bcd6f5', fill: '#2464b8', stroke: '#2464b8', ink: '#1d519a' },
  blocked: { track: '#fde7bd', fill: '#e09b1a', stroke: '#9a5f00', hatch: '#c98512', ink: '#855200' },
  done: { track: '#147d68', fill: '#147d68', stroke: '#147d68', ink: '#0f6453' },
  late: { track: '#f5c6ba', fill: LATE, stroke: LATE, ink: LATE },
}

export const STATE_ORDER: readonly TaskState[] = ['todo', 'doing', 'blocked', 'done', 'late']

export const FONTS = {
  title: { size: 56, weight: 700 },
  subtitle: { size: 36, weight: 400 },
  label: { size: 40, weight: 400 },
  strong: { size: 40, weight: 700 },
  small: { size: 34, weight: 400 },
  tag: { size: 34, weight: 500 },
  axis: { size: 36, weight: 500 },
  figure: { size: 58, weight: 700 },
  ring: { size: 66, weight: 700 },
} as const satisfies Record<string, Font>

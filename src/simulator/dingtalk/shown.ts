import { type Json, listAt, recordAt, stringAt } from '../json.ts'
import type { Body } from './message-store.ts'

/** Whom a message through a session webhook asks to mention. */
export interface AtRequest {
  userIds: readonly string[]
  all: boolean
}

export interface LinkButton {
  title: string
  url: string
}

/** What the service sent, whichever of the two formats it chose. `text` is markdown except in `text`. */
export interface Shown {
  kind: 'text' | 'markdown' | 'image' | 'file' | 'card'
  title: string
  text: string
  buttons: readonly LinkButton[]
  /** A mediaId or an address. */
  image?: string
  file?: { name: string; mediaId: string }
  at: AtRequest
}

const NOBODY: AtRequest = { userIds: [], all: false }
const PLAIN = { title: '', text: '', buttons: [], at: NOBODY }

export function shownOf(body: Extract<Body, { kind: 'robot' | 'webhook' }>): Shown {
  return body.kind === 'robot' ? robotShown(body.msgKey, body.param) : webhookShown(body.payload)
}

function robotShown(msgKey: string, param: Json): Shown {
  const title = stringAt(param, 'title')
  const text = stringAt(param, 'text')
  if (msgKey === 'sampleText') return { ...PLAIN, kind: 'text', text: stringAt(param, 'content') }
  if (msgKey === 'sampleMarkdown') return { ...PLAIN, kind: 'markdown', title, text }
  if (msgKey === 'sampleImageMsg') return { ...PLAIN, kind: 'image', image: stringAt(param, 'photoURL') }
  if (msgKey === 'sampleLink') return linkShown(param, 'messageUrl', 'picUrl')
  if (msgKey.startsWith('sampleActionCard'))
    return { ...PLAIN, kind: 'card', title, text, buttons: robotButtons(param) }
  const mediaId = stringAt(param, 'mediaId') || stringAt(param, 'videoMediaId')
  return { ...PLAIN, kind: 'file', file: { name: stringAt(param, 'fileName') || msgKey, mediaId } }
}

/** Three spellings: a single button, `actionTitle1…5`, and the two of the horizontal form. */
function robotButtons(param: Json): LinkButton[] {
  const spelled = [1, 2, 3, 4, 5].flatMap((number) => [
    { title: stringAt(param, `actionTitle${number}`), url: stringAt(param, `actionURL${number}`) },
    { title: stringAt(param, `buttonTitle${number}`), url: stringAt(param, `buttonUrl${number}`) },
  ])
  const single = { title: stringAt(param, 'singleTitle'), url: stringAt(param, 'singleURL') }
  return [single, ...spelled].filter(({ title }) => title !== '')
}

function webhookShown(payload: Json): Shown {
  const msgtype = stringAt(payload, 'msgtype')
  const part = recordAt(payload, msgtype)
  const at = atOf(recordAt(payload, 'at'))
  const title = stringAt(part, 'title')
  const text = stringAt(part, 'text')
  if (msgtype === 'text') return { ...PLAIN, kind: 'text', text: stringAt(part, 'content'), at }
  if (msgtype === 'markdown') return { ...PLAIN, kind: 'markdown', title, text, at }
  if (msgtype === 'link') return linkShown(part, 'messageUrl', 'picUrl')
  if (msgtype === 'actionCard') return { ...PLAIN, kind: 'card', title, text, buttons: webhookButtons(part), at }
  const links = listAt(part, 'links').map((link) => ({
    title: stringAt(link, 'title'),
    url: stringAt(link, 'messageURL'),
  }))
  return { ...PLAIN, kind: 'card', buttons: links, ...imageOf(stringAt(listAt(part, 'links')[0], 'picURL')) }
}

function webhookButtons(part: Json): LinkButton[] {
  const single = { title: stringAt(part, 'singleTitle'), url: stringAt(part, 'singleURL') }
  const several = listAt(part, 'btns').map((item) => ({
    title: stringAt(item, 'title'),
    url: stringAt(item, 'actionURL'),
  }))
  return [single, ...several].filter(({ title }) => title !== '')
}

/** A link is a card with one button: all of it leads there. */
function linkShown(part: Json, urlKey: string, imageKey: string): Shown {
  const title = stringAt(part, 'title')
  const buttons = [{ title, url: stringAt(part, urlKey) }]
  return { ...PLAIN, kind: 'card', title, text: stringAt(part, 'text'), buttons, ...imageOf(stringAt(part, imageKey)) }
}

function atOf(at: Json): AtRequest {
  const userIds = listAt(at, 'atUserIds').filter((id): id is string => typeof id === 'string')
  return { userIds, all: at.isAtAll === true }
}

function imageOf(image: string): { image?: string } {
  return image === '' ? {} : { image }
}

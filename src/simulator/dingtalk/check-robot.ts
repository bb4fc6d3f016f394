import { type Json, parseRecord, stringAt } from '../json.ts'
import { ApiRefusal } from './errors.ts'
import type { Media } from './media.ts'

/** `msgParam` in bytes, as it stands in the body. */
const PARAM_BYTES = 15_000
const FILE_TYPES = new Set(['xlsx', 'pdf', 'zip', 'rar', 'doc', 'docx'])

/** What must be in the msgParam of each msgKey. All values are texts. */
const REQUIRED: Record<string, readonly string[]> = {
  sampleText: ['content'],
  sampleMarkdown: ['title', 'text'],
  sampleImageMsg: ['photoURL'],
  sampleLink: ['title', 'text', 'picUrl', 'messageUrl'],
  sampleActionCard: ['title', 'text', 'singleTitle', 'singleURL'],
  sampleActionCard2: ['title', 'text', ...actions(2)],
  sampleActionCard3: ['title', 'text', ...actions(3)],
  sampleActionCard4: ['title', 'text', ...actions(4)],
  sampleActionCard5: ['title', 'text', ...actions(5)],
  sampleActionCard6: ['title', 'text', 'buttonTitle1', 'buttonUrl1', 'buttonTitle2', 'buttonUrl2'],
  sampleAudio: ['mediaId', 'duration'],
  sampleFile: ['mediaId', 'fileName', 'fileType'],
  sampleVideo: ['duration', 'videoMediaId', 'videoType', 'picMediaId'],
}

/** Checks msgKey and msgParam of a robot message; returns them read. Throws what the send APIs answer. */
export function checkRobotMessage(media: Media, body: Json): { msgKey: string; param: Json } {
  const msgKey = stringAt(body, 'msgKey')
  if (msgKey === '') throw new ApiRefusal('invalidParameter.msgKey.empty', { message: '缺少msgKey' })
  const required = Object.hasOwn(REQUIRED, msgKey) ? REQUIRED[msgKey] : undefined
  if (!required) throw new ApiRefusal('invalidParameter.msgKey.invalid', { message: '无效的msgKey' })
  const text = body.msgParam
  if (typeof text !== 'string') throw refused('msgParam 必须为JSON格式的文本')
  if (Buffer.byteLength(text) > PARAM_BYTES)
    throw new ApiRefusal('invalidParameter.msgParam.tooLong', { message: `msgParam 超过${PARAM_BYTES}字节` })
  const param = parseRecord(text)
  if (!param) throw refused('msgParam 必须为JSON格式')
  for (const name of required) if (stringAt(param, name) === '') throw refused(`msgParam.${name} 为空`)
  checkMedia(media, msgKey, param)
  return { msgKey, param }
}

/** The platform would show a broken picture; here an unknown medium is refused, so that the mistake is seen. */
function checkMedia(media: Media, msgKey: string, param: Json): void {
  const photo = stringAt(param, 'photoURL')
  if (msgKey === 'sampleImageMsg' && !/^https?:\/\//.test(photo)) known(media, photo, 'image')
  if (msgKey === 'sampleFile') {
    known(media, stringAt(param, 'mediaId'), 'file')
    if (!FILE_TYPES.has(stringAt(param, 'fileType'))) throw refused(`fileType ${stringAt(param, 'fileType')} 不支持`)
  }
}

function known(media: Media, mediaId: string, kind: 'image' | 'file'): void {
  if (media.get(mediaId)?.kind !== kind) throw refused(`mediaId ${mediaId} 不存在`)
}

function refused(message: string): ApiRefusal {
  return new ApiRefusal('invalidParameter.msgParam.invalid', { message })
}

function actions(count: number): string[] {
  return Array.from({ length: count }, (_, index) => [`actionTitle${index + 1}`, `actionURL${index + 1}`]).flat()
}

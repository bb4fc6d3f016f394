import { type Media, MessengerError, type UploadFile } from '../../../bot/messenger.ts'
import { text } from '../../shared/json.ts'
import type { DingtalkClient } from './client.ts'

/** Documented limit of images and files in `media/upload`. */
const MAX_BYTES = 20 * 1024 * 1024

/** Uploads an image or a file for messages and cards. Doing it twice only leaves an unused medium behind. */
export async function uploadMedia(client: DingtalkClient, file: UploadFile, signal?: AbortSignal): Promise<Media> {
  if (file.bytes.byteLength === 0) throw new MessengerError('invalid', 'dingtalk upload: the file is empty')
  if (file.bytes.byteLength > MAX_BYTES)
    throw new MessengerError('too_large', 'dingtalk upload: the file is above 20 MB')
  const form = new FormData()
  form.set('type', file.contentType.startsWith('image/') ? 'image' : 'file')
  // A file name is required.
  form.set('media', new Blob([new Uint8Array(file.bytes)], { type: file.contentType }), file.name || 'file')
  const body = await client.call({
    operation: 'upload media',
    family: 'oapi',
    method: 'POST',
    path: '/media/upload',
    form,
    repeatable: true,
    ...(signal && { signal }),
  })
  const key = text(body.media_id)
  if (!key) throw new MessengerError('unavailable', 'dingtalk upload: answer without media id')
  return { key }
}

import { type Media, MessengerError, type UploadFile } from '../../../bot/messenger.ts'
import { record, text } from '../../shared/json.ts'
import type { FeishuClient } from './client.ts'

/** Documented limit of `POST /im/v1/images`. */
const MAX_BYTES = 10 * 1024 * 1024

/** Uploads an image for messages and cards. Doing it twice only leaves an unused image behind. */
export async function uploadImage(client: FeishuClient, file: UploadFile, signal?: AbortSignal): Promise<Media> {
  if (file.bytes.byteLength === 0) throw new MessengerError('invalid', 'feishu upload: the image is empty')
  if (file.bytes.byteLength > MAX_BYTES)
    throw new MessengerError('too_large', 'feishu upload: the image is above 10 MB')
  const form = new FormData()
  form.set('image_type', 'message')
  form.set('image', new Blob([new Uint8Array(file.bytes)], { type: file.contentType }), file.name)
  const body = await client.call({
    operation: 'upload image',
    method: 'POST',
    path: '/open-apis/im/v1/images',
    form,
    repeatable: true,
    ...(signal && { signal }),
  })
  const key = text(record(body.data).image_key)
  if (!key) throw new MessengerError('unavailable', 'feishu upload: answer without image key')
  return { key }
}

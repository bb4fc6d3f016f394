/**
 * Uploaded images. Nobody says at upload where an image will go, and each transport has its own way: the app and the bot
 * want a `media_id` of their own, a webhook the bytes. So the bytes are held, and sent where and when they are needed.
 */
import { createHash } from 'node:crypto'
import { type Media, MessengerError, type UploadFile } from '../../../bot/messenger.ts'
import type { Clock } from '../../../domain/ports/clock.ts'

/** Documented limit of app and bot. */
export const MAX_IMAGE_BYTES = 10 * 1024 * 1024
/** Documented: each file must be above that. */
const MIN_IMAGE_BYTES = 6
const HELD_BYTES = 64 * 1024 * 1024
/** Media live for three days; a message may be on its way for a while. */
const MEDIA_ID_TTL_MS = 60 * 3_600_000

export interface Image {
  bytes: Uint8Array
  type: 'image/png' | 'image/jpeg'
  /** Plain ASCII. */
  name: string
}

export interface Images {
  hold(file: UploadFile): Media
  /** Fails as `unavailable` if it is no longer held: the next attempt uploads it again. */
  get(media: Media): Image
  /** The `media_id` of this image on one transport, uploaded there if need be. */
  idOn(transport: string, media: Media, upload: (image: Image) => Promise<string>): Promise<string>
  /** WeCom calls that id dead. */
  forget(transport: string, media: Media): void
}

export function createImages(clock: Clock): Images {
  const held = new Map<string, Image>()
  const ids = new Map<string, { id: string; until: number }>()
  let bytes = 0

  function drop(key: string): void {
    bytes -= held.get(key)?.bytes.byteLength ?? 0
    held.delete(key)
  }

  function makeRoom(): void {
    for (const oldest of held.keys()) {
      if (bytes <= HELD_BYTES || held.size === 1) break
      drop(oldest)
    }
  }

  function dropDead(now: number): void {
    for (const [key, { until }] of ids) if (until <= now) ids.delete(key)
  }

  function get(media: Media): Image {
    const image = held.get(media.key)
    if (!image) throw new MessengerError('unavailable', 'wecom image: no longer held')
    return image
  }

  return {
    hold(file) {
      const image = checked(file)
      const key = createHash('sha256').update(image.bytes).digest('hex')
      drop(key)
      held.set(key, image)
      bytes += image.bytes.byteLength
      makeRoom()
      return { key }
    },
    get,
    async idOn(transport, media, upload) {
      const now = clock.now().getTime()
      const known = ids.get(`${transport}/${media.key}`)
      if (known && now < known.until) return known.id
      const id = await upload(get(media))
      dropDead(now)
      ids.set(`${transport}/${media.key}`, { id, until: now + MEDIA_ID_TTL_MS })
      return id
    },
    forget: (transport, media) => void ids.delete(`${transport}/${media.key}`),
  }
}

/** WeCom takes JPG and PNG; told by their first bytes, because a name proves nothing. */
function checked({ bytes }: UploadFile): Image {
  const size = bytes.byteLength
  if (size < MIN_IMAGE_BYTES) throw new MessengerError('invalid', 'wecom image: the file is empty')
  if (size > MAX_IMAGE_BYTES) throw new MessengerError('too_large', 'wecom image: the file is above 10 MB')
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return { bytes, type: 'image/png', name: 'image.png' }
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return { bytes, type: 'image/jpeg', name: 'image.jpg' }
  throw new MessengerError('invalid', 'wecom image: neither PNG nor JPG')
}

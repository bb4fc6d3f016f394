import type { VirtualClock } from '../clock.ts'
import { freshId } from '../ids.ts'
import type { Medium } from '../media.ts'
import { WecomError } from './errors.ts'

export const MEDIA_TYPES = ['image', 'voice', 'video', 'file'] as const
export type MediaType = (typeof MEDIA_TYPES)[number]

const MB = 1024 * 1024
const LIFETIME_MS = 3 * 86_400_000
/** A file must be larger than this, in bytes. */
const SMALLEST = 5
export const LARGEST: Record<MediaType, number> = { image: 10 * MB, voice: 2 * MB, video: 10 * MB, file: 20 * MB }

interface Kept {
  type: MediaType
  medium: Medium
  expires: number
}

/** Uploaded media. Those who send may use them for three days of the virtual clock; who was sent one keeps it. */
export class TemporaryMedia {
  readonly #kept = new Map<string, Kept>()
  readonly #clock: VirtualClock

  constructor(clock: VirtualClock) {
    this.#clock = clock
  }

  /** An upload of the service. Throws 45001, 40006 for the size and 40005 for the format. `createdAt` in seconds. */
  add(type: MediaType, name: string, bytes: Buffer): { mediaId: string; createdAt: number } {
    if (bytes.length > LARGEST[type]) throw new WecomError(45001)
    if (bytes.length <= SMALLEST) throw new WecomError(40006)
    const mime = mimeOf(bytes)
    if (type === 'image' && mime !== 'image/png' && mime !== 'image/jpeg') throw new WecomError(40005)
    if (type === 'voice' && mime !== 'audio/amr') throw new WecomError(40005)
    return this.keep(type, name, bytes)
  }

  /** What a person sent: the client takes any size and format. */
  keep(type: MediaType, name: string, bytes: Buffer): { mediaId: string; createdAt: number } {
    const now = this.#clock.now().getTime()
    const mediaId = freshId(`3${type.slice(0, 1)}_`)
    const medium: Medium = { kind: type === 'image' ? 'image' : 'file', name, mime: mimeOf(bytes), bytes }
    this.#kept.set(mediaId, { type, medium, expires: now + LIFETIME_MS })
    return { mediaId, createdAt: Math.floor(now / 1000) }
  }

  /** The medium, while it may be used as that type (any, when none is given). Throws 40007. */
  use(mediaId: string, type?: MediaType): Medium {
    const kept = this.#kept.get(mediaId)
    if (!kept || kept.expires <= this.#clock.now().getTime() || (type ?? kept.type) !== kept.type)
      throw new WecomError(40007)
    return kept.medium
  }

  /** The medium, however old. */
  ever(mediaId: string): Medium | undefined {
    return this.#kept.get(mediaId)?.medium
  }
}

const SIGNATURES: { mime: string; at: number; hex: string }[] = [
  { mime: 'image/png', at: 0, hex: '89504e470d0a1a0a' },
  { mime: 'image/jpeg', at: 0, hex: 'ffd8ff' },
  { mime: 'image/gif', at: 0, hex: '47494638' },
  { mime: 'audio/amr', at: 0, hex: '2321414d52' },
  { mime: 'video/mp4', at: 4, hex: '66747970' },
]

/** Told by the first bytes; `application/octet-stream` for what the platform does not look into. */
export function mimeOf(bytes: Buffer): string {
  const found = SIGNATURES.find(({ at, hex }) => bytes.subarray(at, at + hex.length / 2).toString('hex') === hex)
  return found?.mime ?? 'application/octet-stream'
}

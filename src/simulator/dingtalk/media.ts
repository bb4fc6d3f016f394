import type { VirtualClock } from '../clock.ts'
import { freshId } from '../ids.ts'
import type { Medium } from '../media.ts'

/** A download address is to be fetched at once. */
const DOWNLOAD_MS = 10 * 60_000

/** What the service uploaded, by mediaId (`@lA…`), and what people sent, by downloadCode. */
export class Media {
  readonly #media = new Map<string, Medium>()
  readonly #downloads = new Map<string, { code: string; expiresAt: number }>()
  readonly #clock: VirtualClock

  constructor(clock: VirtualClock) {
    this.#clock = clock
  }

  /** Keeps an upload; returns its mediaId. */
  upload(medium: Medium): string {
    return this.#keep(freshId(medium.kind === 'image' ? '@lADP' : '@lArP'), medium)
  }

  /** Keeps what a person sent; returns its downloadCode. */
  send(medium: Medium): string {
    return this.#keep(freshId('mIofN681YE3f'), medium)
  }

  /** By mediaId or downloadCode. */
  get(key: string): Medium | undefined {
    return this.#media.get(key)
  }

  /** A short-lived name under which the bytes of a downloadCode may be fetched without a token. */
  openDownload(code: string): string {
    const name = freshId('')
    this.#downloads.set(name, { code, expiresAt: this.#clock.now().getTime() + DOWNLOAD_MS })
    return name
  }

  download(name: string): Medium | undefined {
    const found = this.#downloads.get(name)
    return found && found.expiresAt > this.#clock.now().getTime() ? this.#media.get(found.code) : undefined
  }

  #keep(key: string, medium: Medium): string {
    this.#media.set(key, medium)
    return key
  }
}

import { freshId } from '../ids.ts'
import type { Medium } from '../media.ts'

/** Uploaded images and files by key. */
export class MediaStore {
  readonly #media = new Map<string, Medium>()

  add(medium: Medium): string {
    const key = freshId(medium.kind === 'image' ? 'img_v3_' : 'file_v3_')
    this.#media.set(key, medium)
    return key
  }

  /** Undefined also for a medium of another kind than the given one. */
  get(key: string, kind?: Medium['kind']): Medium | undefined {
    const medium = this.#media.get(key)
    return kind === undefined || medium?.kind === kind ? medium : undefined
  }
}

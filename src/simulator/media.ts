import { freshId } from './ids.ts'

export interface Medium {
  kind: 'image' | 'file'
  name: string
  mime: string
  bytes: Buffer
}

/** Uploaded images and files by key. */
export class MediaStore {
  readonly #media = new Map<string, Medium>()

  add(medium: Medium): string {
    const key = freshId(medium.kind === 'image' ? 'img_v3_' : 'file_v3_')
    this.#media.set(key, medium)
    return key
  }

  get(key: string, kind: Medium['kind']): Medium | undefined {
    const medium = this.#media.get(key)
    return medium?.kind === kind ? medium : undefined
  }
}

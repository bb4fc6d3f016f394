import type { MessageView } from '../../view/message-view.ts'

export type ViewBody = Pick<MessageView, 'kind' | 'title' | 'text' | 'image' | 'file' | 'mentions'> &
  Partial<Pick<MessageView, 'fields' | 'buttons' | 'inputs'>>

/** Where the page finds an uploaded picture; an address of the web stands as it is. */
export function imageOf(image: string | undefined): { image?: string } {
  if (image === undefined || image === '') return {}
  return { image: /^https?:\/\//.test(image) ? image : `/simulator/api/images/${encodeURIComponent(image)}` }
}

export function fileOf(name: string, key: string): ViewBody {
  const url = `/simulator/api/files/${encodeURIComponent(key)}`
  return { kind: 'file', text: name, file: { name, url }, mentions: [] }
}

/** What was uploaded or sent along. */
export interface Medium {
  kind: 'image' | 'file'
  name: string
  mime: string
  bytes: Buffer
}

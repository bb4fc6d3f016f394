import type { OutgoingFile } from '../api/types.ts'

/** Largest file that the platform takes from a person here; bigger ones are refused before they are read. */
export const MAX_FILE_BYTES = 30 * 1024 * 1024

/** Reads a chosen file as base64. */
export function readFile(file: File): Promise<OutgoingFile> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve({ name: file.name, content: String(reader.result).replace(/^[^,]*,/, '') })
    reader.onerror = () => reject(new Error(`读不了文件 ${file.name}`))
    reader.readAsDataURL(file)
  })
}

import { inChinese } from './sentences.ts'

export const API = '/simulator/api'

/** A refusal of the simulator, with its own sentence, or a network failure in words. */
export class ApiError extends Error {}

async function sentenceOf(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => undefined)
  const stated = body && typeof body === 'object' ? (body as { error?: unknown }).error : undefined
  return typeof stated === 'string' ? inChinese(stated) : `模拟器返回了 HTTP ${response.status}`
}

/** One JSON call; throws {@link ApiError} with a sentence that can be shown. */
export async function call<T>(path: string, body?: unknown): Promise<T> {
  const init: RequestInit =
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await fetch(`${API}${path}`, init).catch(() => {
    throw new ApiError('连不上模拟器，请确认服务仍在运行')
  })
  if (!response.ok) throw new ApiError(await sentenceOf(response))
  return (await response.json()) as T
}

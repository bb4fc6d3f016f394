import { createHash, randomBytes } from 'node:crypto'

/** A fresh id in the platform's manner, 16 bytes in Base64 (`/`, `+` and `=` included): `msg…`, or a processQueryKey. */
export function freshKey(prefix: string): string {
  return prefix + randomBytes(16).toString('base64')
}

/** The same id for the same parts, for what the world implies but does not name: `cid…`, `$:LWCP_v1:$…`. */
export function impliedKey(prefix: string, ...parts: string[]): string {
  return prefix + createHash('md5').update(parts.join('\n')).digest('base64')
}

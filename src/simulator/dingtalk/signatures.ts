import { createHmac } from 'node:crypto'

/** The header `sign` of robot messages over HTTP; `timestamp` in milliseconds. */
export function robotSign(timestamp: string, appSecret: string): string {
  return createHmac('sha256', appSecret).update(`${timestamp}\n${appSecret}`).digest('base64')
}

/** The header `x-ddpaas-signature` of card callbacks over HTTP: another algorithm than the robot's. */
export function cardSign(timestamp: string, apiSecret: string): string {
  return createHmac('sha256', apiSecret).update(timestamp).digest('base64')
}

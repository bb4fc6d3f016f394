import { randomBytes, randomInt } from 'node:crypto'

/** A 64-bit number in digits, as messages from people to the app carry it. */
export function messageNumber(): string {
  return `${randomInt(1_000_000_000, 9_000_000_000)}${String(randomInt(1_000_000_000)).padStart(9, '0')}`
}

/** Id of a message that the app sent or the bot heard: 32 letters and digits with - and _. */
export function messageId(): string {
  return randomBytes(24).toString('base64url')
}

import { randomBytes } from 'node:crypto'
import type { VirtualClock } from '../../clock.ts'
import { freshId } from '../../ids.ts'
import { encryptFile } from '../crypto.ts'

const LIFETIME_MS = 5 * 60_000

interface BotFile {
  name: string
  bytes: Buffer
}

/** Files that the bot is told of: encrypted, each with its own key, under a URL that lives five minutes. */
export class BotFiles {
  readonly #files = new Map<string, BotFile & { expires: number }>()
  readonly #clock: VirtualClock

  constructor(clock: VirtualClock) {
    this.#clock = clock
  }

  /** `aeskey` is base64 of 32 bytes. */
  add(name: string, bytes: Buffer): { ticket: string; aeskey: string } {
    const key = randomBytes(32)
    const ticket = freshId('')
    const expires = this.#clock.now().getTime() + LIFETIME_MS
    this.#files.set(ticket, { name, bytes: encryptFile(key, bytes), expires })
    return { ticket, aeskey: key.toString('base64') }
  }

  get(ticket: string): BotFile | undefined {
    const file = this.#files.get(ticket)
    return file && file.expires > this.#clock.now().getTime() ? file : undefined
  }
}

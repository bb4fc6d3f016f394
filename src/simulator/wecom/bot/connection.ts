import type { WebSocket } from 'ws'
import { freshId } from '../../ids.ts'
import type { Frame } from './frames.ts'

/** A client that does not even answer the ping of the WebSocket protocol for so long is gone; milliseconds. */
const GONE_MS = 5_000

/** One open socket of the service. */
export class Connection {
  readonly #socket: WebSocket
  /** True once it has subscribed with the right secret. */
  subscribed = false

  constructor(socket: WebSocket, receive: (text: string) => void) {
    this.#socket = socket
    socket.on('message', (data) => receive(String(data)))
    socket.on('error', () => socket.terminate())
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN
  }

  /** Calls the listener once; returns a function that forgets it. */
  onClose(listener: () => void): () => void {
    this.#socket.once('close', listener)
    return () => this.#socket.off('close', listener)
  }

  send(frame: Frame): void {
    if (this.isOpen) this.#socket.send(JSON.stringify(frame))
  }

  /**
   * Sends a frame and resolves to whether it arrived. The protocol has no acknowledgement of its own; the client's
   * answer to a ping that follows shows that its listeners have seen the frame.
   */
  async deliver(frame: Frame): Promise<boolean> {
    if (!this.isOpen) return false
    this.send(frame)
    return this.#echo(freshId(''))
  }

  /** Says farewell and closes. */
  end(frame: Frame): void {
    this.send(frame)
    this.#socket.close()
  }

  /** Drops the connection without a farewell. */
  cut(): void {
    this.#socket.terminate()
  }

  #echo(token: string): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (arrived: boolean) => {
        clearTimeout(timer)
        this.#socket.off('pong', heard)
        this.#socket.off('close', gone)
        resolve(arrived)
      }
      const heard = (data: Buffer) => {
        if (data.toString('utf8') === token) end(true)
      }
      const gone = () => end(false)
      const timer = setTimeout(gone, GONE_MS)
      this.#socket.on('pong', heard)
      this.#socket.once('close', gone)
      this.#socket.ping(token)
    })
  }
}

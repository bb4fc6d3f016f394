import type { FastifyInstance } from 'fastify'
import type { WebSocket } from 'ws'
import { type Fault, numberParam } from '../../faults.ts'
import { type Json, stringAt } from '../../json.ts'
import { refusalOf } from '../api/refusal.ts'
import { equal } from '../equal.ts'
import { WecomError } from '../errors.ts'
import { COMMANDS } from './commands.ts'
import { Connection } from './connection.ts'
import { disconnectedFrame } from './events.ts'
import { acknowledgement, type Frame, readFrame } from './frames.ts'
import { type Asked, BotJournal } from './journal.ts'
import type { BotParts } from './parts.ts'

const MINUTE = 60_000
/** Subscribing is rate-protected; the number is not documented. */
const SUBSCRIBES_PER_MINUTE = 30

/** The socket /ws: at most one subscribed connection per bot, which the next to subscribe kicks out. */
export class BotSockets {
  readonly #parts: BotParts
  readonly #journal: BotJournal
  readonly #open = new Set<Connection>()
  readonly #delayed = new Set<NodeJS.Timeout>()
  #current: Connection | undefined

  constructor(parts: BotParts) {
    this.#parts = parts
    this.#journal = new BotJournal(parts.ctx)
  }

  get files(): BotParts['files'] {
    return this.#parts.files
  }

  route(fastify: FastifyInstance): void {
    fastify.get('/ws', { websocket: true }, (socket) => this.#accept(socket))
  }

  /** Sends a callback to the subscribed connection; resolves to whether it arrived. `messages` are what it is about. */
  async deliver(frame: Frame, messages: readonly string[]): Promise<boolean> {
    const started = performance.now()
    const arrived = (await this.#current?.deliver(frame)) ?? false
    this.#journal.told(frame, arrived, started, messages)
    return arrived
  }

  /** True while somebody is subscribed. */
  get isConnected(): boolean {
    return this.#current?.isOpen ?? false
  }

  /** Calls the listener when the subscribed connection closes; returns a function that forgets it. */
  onLost(listener: () => void): () => void {
    return this.#current?.onClose(listener) ?? (() => undefined)
  }

  /** Drops the subscribed connection without a farewell. */
  cut(): void {
    this.#current?.cut()
  }

  close(): void {
    for (const timer of this.#delayed) clearTimeout(timer)
    for (const connection of this.#open) connection.cut()
  }

  #accept(socket: WebSocket): void {
    const connection = new Connection(socket, (text) => this.#receive(connection, text))
    this.#open.add(connection)
    connection.onClose(() => {
      this.#open.delete(connection)
      if (this.#current === connection) this.#current = undefined
    })
  }

  #receive(connection: Connection, text: string): void {
    const asked = readFrame(text)
    if (!asked) connection.cut()
    else if (asked.cmd === 'ping') connection.send(acknowledgement(asked.reqId))
    else this.#serve(connection, asked)
  }

  #serve(connection: Connection, asked: Asked): void {
    const fault = this.#parts.ctx.faults.take('api', 'POST', [asked.cmd])
    if (fault) this.#befall(connection, asked, fault)
    else this.#answer(connection, asked)
  }

  #befall(connection: Connection, asked: Asked, fault: Fault): void {
    if (fault.kind === 'hang') this.#hang(connection, asked, numberParam(fault, 'seconds', 0))
    else if (fault.kind === 'cut' || fault.kind === 'lost_answer') {
      const touched = fault.kind === 'lost_answer' ? this.#act(connection, asked).touched : []
      this.#journal.asked(asked, 'cut', performance.now(), touched)
      connection.cut()
    } else {
      const error = fault.kind === 'server_error' ? new WecomError(-1) : refusalOf(fault)
      this.#reply(connection, asked, { headers: { req_id: asked.reqId }, ...error.body() }, performance.now())
    }
  }

  /** Never answered; with `seconds` served after that. */
  #hang(connection: Connection, asked: Asked, seconds: number): void {
    if (seconds <= 0) {
      this.#journal.asked(asked, 'no answer', performance.now())
      return
    }
    const timer = setTimeout(() => {
      this.#delayed.delete(timer)
      this.#answer(connection, asked)
    }, seconds * 1000)
    this.#delayed.add(timer)
  }

  #answer(connection: Connection, asked: Asked): void {
    const started = performance.now()
    const { frame, touched } = this.#act(connection, asked)
    this.#reply(connection, asked, frame, started, touched)
  }

  #reply(connection: Connection, asked: Asked, frame: Frame, started: number, touched: string[] = []): void {
    connection.send(frame)
    this.#journal.asked(asked, frame, started, touched)
  }

  /** Carries the command out; a refusal becomes its acknowledgement. */
  #act(connection: Connection, asked: Asked): { frame: Frame; touched: string[] } {
    const { result, touched } = this.#parts.ctx.messages.during(() => this.#attempt(connection, asked))
    return { frame: result, touched }
  }

  #attempt(connection: Connection, { cmd, reqId, body }: Asked): Frame {
    try {
      if (cmd === 'aibot_subscribe') this.#subscribe(connection, body)
      else return acknowledgement(reqId, this.#command(connection, cmd)(this.#parts, body, reqId))
      return acknowledgement(reqId)
    } catch (error) {
      if (error instanceof WecomError) return { headers: { req_id: reqId }, ...error.body() }
      this.#parts.ctx.log(`simulator: ${error instanceof Error ? error.stack : String(error)}`)
      return { headers: { req_id: reqId }, errcode: -1, errmsg: 'simulator bug' }
    }
  }

  #command(connection: Connection, cmd: string) {
    if (!connection.subscribed) throw new WecomError(40001, 'not subscribed')
    const command = COMMANDS[cmd]
    if (!command) throw new WecomError(40058, 'cmd')
    return command
  }

  #subscribe(connection: Connection, body: Json): void {
    const { app, limits } = this.#parts.ctx
    if (!limits.take('subscribe', SUBSCRIBES_PER_MINUTE, MINUTE)) throw new WecomError(45009)
    const isBot = app.bot.botId !== '' && stringAt(body, 'bot_id') === app.bot.botId
    if (!isBot || !equal(stringAt(body, 'secret'), app.bot.secret)) throw new WecomError(853000)
    const before = this.#current
    connection.subscribed = true
    this.#current = connection
    if (before && before !== connection) {
      before.subscribed = false
      before.end(disconnectedFrame(this.#parts.ctx))
    }
  }
}

/**
 * Preloaded into the service (`node --import`), never part of it: lists every step by which an event changes anything
 * outside the process's memory, and kills the process with -9 just before a chosen one.
 *
 * A step is: the event's arrival; every writing statement; every COMMIT of one; the end of every answer; every request to
 * the platform, and the arrival of its answer. Between two steps only memory changes, so to die "after" a step is to die
 * before the next. Reads, BEGIN and savepoints are no steps: nothing outside the process can tell.
 * Steps are named by what they do and for how manieth time, because network and disk may take turns differently each time.
 * They are noted in the event's own asynchronous context, so health checks and jobs are none.
 *
 * `GET /kill-points?before=step` (answered here) arms it for the next event; without `before` it only lists. It answers
 * with the steps noted since the last arming.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { type IncomingMessage, Server, ServerResponse } from 'node:http'
import { flushCompileCache } from 'node:module'
import Database from 'better-sqlite3'
import { type Run, Transactions } from '../../../src/adapters/persistence/transactions.ts'

interface Round {
  killBefore: string | undefined
  steps: string[]
}

const event = new AsyncLocalStorage<Round>()
let armed: Round | undefined
let latest: Round | undefined

/** Notes a step that is about to happen, or dies instead. */
function step(round: Round | undefined, name: string): void {
  if (!round) return
  const nth = round.steps.filter((known) => known.startsWith(`${name} #`)).length + 1
  const id = `${name} #${nth}`
  round.steps.push(id)
  if (id === round.killBefore) process.kill(process.pid, 'SIGKILL')
}

/** Replaces a method by one that may look at each call first. */
function before(prototype: object, name: string, look: (self: unknown, args: unknown[]) => void): void {
  const original: unknown = Reflect.get(prototype, name)
  if (typeof original !== 'function') throw new Error(`there is no ${name} to watch any more`)
  Reflect.set(prototype, name, function (this: unknown, ...args: unknown[]): unknown {
    look(this, args)
    return Reflect.apply(original, this, args)
  })
}

// ── The event's arrival, and the answers ─────────────────────────────────────────────────────────────────────────────

function arm(url: URL, response: ServerResponse): void {
  const noted = latest?.steps ?? []
  latest = { killBefore: url.searchParams.get('before') ?? undefined, steps: [] }
  armed = latest
  // Killed processes write no compile cache, and the next start is the faster for it.
  flushCompileCache()
  response.end(JSON.stringify(noted))
}

const emit: unknown = Reflect.get(Server.prototype, 'emit')
if (typeof emit !== 'function') throw new Error('servers emit nothing any more')
Reflect.set(Server.prototype, 'emit', function (this: Server, ...args: [string, ...unknown[]]): unknown {
  const goOn = (): unknown => Reflect.apply(emit, this, args)
  if (args[0] !== 'request') return goOn()
  const [, request, response] = args as [string, IncomingMessage, ServerResponse]
  const url = new URL(request.url ?? '/', 'http://localhost')
  if (url.pathname === '/kill-points') return arm(url, response)
  const round = armed
  if (!round || !url.pathname.startsWith('/webhooks/')) return goOn()
  armed = undefined
  return event.run(round, () => {
    step(round, 'event received')
    return goOn()
  })
})

before(ServerResponse.prototype, 'end', () => step(event.getStore(), 'answer written'))

// ── The store ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Whose writes the open transaction holds. */
let dirty: Round | undefined

const brief = (sql: string): string => sql.replace(/\s+/g, ' ').trim().slice(0, 48)

/** A group of transactions runs in the context of whoever came first; each piece of work gets its own back. */
const run: Run = Transactions.prototype.run
Transactions.prototype.run = function <T>(this: Transactions, work: () => Promise<T>): Promise<T> {
  return Reflect.apply(run, this, [AsyncLocalStorage.bind(work)]) as Promise<T>
}

/** Begin, savepoint, release and roll back change nothing that would outlive the process. */
const CONTROL = /^(?:BEGIN|SAVEPOINT|RELEASE|ROLLBACK|PRAGMA)/

function executed(sql: string): void {
  if (sql === 'COMMIT') {
    const round = dirty
    dirty = undefined
    step(round, 'COMMIT')
    return
  }
  const round = event.getStore()
  if (CONTROL.test(sql) || !round) return
  dirty = round
  step(round, brief(sql))
}

before(Database.prototype, 'exec', (_self, [sql]) => executed(String(sql)))

const memory = new Database(':memory:')
const statement: object = Object.getPrototypeOf(memory.prepare('SELECT 1'))
memory.close()
for (const name of ['run', 'all', 'get', 'iterate']) {
  before(statement, name, (self) => {
    const { readonly, source } = self as Database.Statement
    if (!readonly || source === 'COMMIT') executed(source)
  })
}

// ── The platform ─────────────────────────────────────────────────────────────────────────────────────────────────────

const ask = globalThis.fetch
globalThis.fetch = async (input, init) => {
  const name = `${init?.method ?? 'GET'} ${new URL(String(input)).pathname.replace(/\/om_\w+/, '/:id')}`
  step(event.getStore(), `asking ${name}`)
  const answer = await ask(input, init)
  step(event.getStore(), `answered ${name}`)
  return answer
}

/** Sixteen commands in flight: the next one starts when the reply card of one before has arrived at the platform. */
import type { Conversation, Exchange } from './conversation.ts'

export interface Command {
  conversation: Conversation
  messageId: string
  title: string
  line: string
}

export interface LoadResult {
  exchanges: Exchange[]
  errors: string[]
  /** From the first event sent until the last reply arrived. */
  wallMs: number
}

/** People write their commands, in turn in every conversation; nothing is measured here. */
export async function writeCommands(
  conversations: readonly Conversation[],
  count: number,
  name: string,
): Promise<Command[]> {
  const commands: Command[] = []
  for (let i = 0; i < count; i += conversations.length) {
    const round = conversations.slice(0, count - i).map(async (conversation, j) => {
      const title = `海报延展${name}${String(i + j).padStart(4, '0')}版`
      const line = `新建任务 ${title} 3天`
      return { conversation, title, line, messageId: await conversation.say(line) }
    })
    commands.push(...(await Promise.all(round)))
  }
  return commands
}

/** Conversations hold more places than commands are in flight, so the next in turn is free or soon will be. */
export async function runCommands(commands: readonly Command[], inFlight: number): Promise<LoadResult> {
  const result: LoadResult = { exchanges: [], errors: [], wallMs: 0 }
  const last = new Map<Conversation, Promise<void>>()
  const started = performance.now()
  let next = 0
  const one = async ({ conversation, messageId, line }: Command): Promise<void> => {
    try {
      result.exchanges.push(await conversation.deliver(messageId, line))
    } catch (error) {
      result.errors.push(error instanceof Error ? error.message : String(error))
    }
  }
  const worker = async (): Promise<void> => {
    for (let command = commands[next++]; command; command = commands[next++]) {
      const current = command
      const turn = (last.get(current.conversation) ?? Promise.resolve()).then(() => one(current))
      last.set(current.conversation, turn)
      await turn
    }
  }
  await Promise.all(Array.from({ length: inFlight }, worker))
  result.wallMs = performance.now() - started
  return result
}

/** One repetition: two fresh processes, a project in every conversation, a warm-up, then the measured commands. */
import { inFolder } from '../lib/processes.ts'
import { type Conversation, openConversations } from './conversation.ts'
import { deploy, useOf } from './deployment.ts'
import { openDoor } from './door.ts'
import { type Command, type LoadResult, runCommands, writeCommands } from './load.ts'
import { openPlatform, type Platform } from './platform.ts'

export const IN_FLIGHT = 16
const WARM_UP = 400
export const COMMANDS = 1600

export interface RunResult extends LoadResult {
  rssMb: number
  cpuMsPerCommand: number
}

export function runOnce(): Promise<RunResult> {
  return inFolder(async (folder) => {
    const { service, simulator, stop } = await deploy(folder)
    const platform = await openPlatform(simulator.address)
    const door = openDoor(service.address, IN_FLIGHT)
    try {
      const conversations = await openConversations(platform, door)
      for (const conversation of conversations) await createProject(conversation)
      await measured(conversations, WARM_UP, 'W')
      const before = await useOf(service.address)
      const { load, commands } = await measured(conversations, COMMANDS, 'M')
      const after = await useOf(service.address)
      const missing = await unanswered(platform, commands)
      return {
        ...load,
        errors: [...load.errors, ...missing],
        rssMb: after.rssMb,
        cpuMsPerCommand: ((after.cpuSeconds - before.cpuSeconds) * 1000) / COMMANDS,
      }
    } finally {
      platform.close()
      door.close()
      await stop()
    }
  })
}

async function measured(conversations: readonly Conversation[], count: number, name: string) {
  const commands = await writeCommands(conversations, count, name)
  return { commands, load: await runCommands(commands, IN_FLIGHT) }
}

/** As a person does it: one sentence, a draft, 「确认」. */
async function createProject(conversation: Conversation): Promise<void> {
  const year = new Date().getFullYear() + 1
  for (const line of [`新建项目 ${conversation.place.project} ${year}-03-01到${year}-06-30`, '确认'])
    await conversation.deliver(await conversation.say(line), line)
}

/** What a stopwatch cannot see: each command has its own card, which quotes it in a group and names the task. */
async function unanswered(platform: Platform, commands: readonly Command[]): Promise<string[]> {
  const cards = (await platform.messages()).filter(({ from, kind }) => from.bot && kind === 'card')
  const byChat = Map.groupBy(cards, ({ chat }) => chat)
  return commands.flatMap(({ conversation, messageId, title, line }) => {
    const mine = (byChat.get(conversation.chatId) ?? []).filter(
      (card) =>
        `${card.title} ${card.text}`.includes(title) &&
        (conversation.place.kind === 'private' || card.replyTo === messageId),
    )
    return mine.length === 1 && /T-\d+/.test(`${mine[0]?.title} ${mine[0]?.text}`)
      ? []
      : [`「${line}」 was answered by ${mine.length} cards`]
  })
}

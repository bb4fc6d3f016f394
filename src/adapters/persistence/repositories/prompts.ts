import { conversationKey, type Prompt, type PromptRepository } from '../../../domain/conversations/conversation.ts'
import type { Database } from '../database.ts'
import type { Prompt as PromptRow } from '../generated/client.ts'
import { fromJson, parseConversation, toJson } from '../mapping.ts'

export function prompts({ prisma, sql }: Database): PromptRepository {
  return {
    async byId(id) {
      const row = await prisma.prompt.findUnique({ where: { id } })
      return row ? toPrompt(row) : undefined
    },

    // Asked for every message.
    async openFor(personId, conversation) {
      const rows = await sql.all<PromptRow>(
        `SELECT * FROM prompt WHERE person_id = ? AND conversation = ? AND status = 'open' ORDER BY seq DESC`,
        [personId, conversationKey(conversation)],
      )
      return rows.map(toPrompt)
    },

    async expired(now) {
      const rows = await prisma.prompt.findMany({
        where: { status: 'open', expiresAt: { lte: now } },
        orderBy: { seq: 'asc' },
      })
      return rows.map(toPrompt)
    },

    async nextExpiry() {
      const { _min } = await prisma.prompt.aggregate({ where: { status: 'open' }, _min: { expiresAt: true } })
      return _min.expiresAt ?? undefined
    },

    async save(prompt) {
      const { id, ...changes } = toRow(prompt)
      await prisma.prompt.upsert({ where: { id }, create: { id, ...changes }, update: changes })
    },
  }
}

function toRow(prompt: Prompt): Omit<PromptRow, 'seq'> {
  const { conversation, args, options, ...same } = prompt
  return { ...same, conversation: conversationKey(conversation), args: toJson(args), options: toJson(options) }
}

function toPrompt({ seq: _, ...row }: PromptRow): Prompt {
  return {
    ...row,
    kind: row.kind as Prompt['kind'],
    conversation: parseConversation(row.conversation),
    args: fromJson<Prompt['args']>(row.args),
    options: fromJson<Prompt['options']>(row.options),
    status: row.status as Prompt['status'],
  }
}

import type { Card } from '../card/card.ts'
import { closedPromptCard } from './prompt-cards.ts'
import type { ViewContext } from './view.ts'

/** A question's card after it ended elsewhere (by text, or by time). An open one stays as it was posted. */
export async function promptStateCard({ tx, speech }: ViewContext, id: string): Promise<Card | undefined> {
  const prompt = await tx.prompts.byId(id)
  if (!prompt || prompt.status === 'open') return undefined
  const sentences = { used: speech.t.promptUsed, cancelled: speech.t.cancelled, expired: speech.t.promptExpired }
  return closedPromptCard({ speech }, prompt, sentences[prompt.status])
}

/** Questions the bot asks: created here, answered here; bound to one person, single use, ten minutes. */
import type { Prompt } from '../../domain/conversations/conversation.ts'
import { isRefusal, type Refusal, type RefusalCode, refuse } from '../../domain/shared/refusal.ts'
import type { Declared, Preview } from '../actions/action.ts'
import type { Args } from '../actions/slot.ts'
import type { Card } from '../card/card.ts'
import type { PromptAnswer } from '../understand/prompt-answer.ts'
import type { Ambiguity } from '../understand/read-slots.ts'
import { choiceCard, confirmCard, formCard } from '../views/prompt-cards.ts'
import { openPrompt } from './open-prompt.ts'
import type { BaseContext, Performed } from './perform.ts'
import { perform } from './perform.ts'
import { readForm } from './read-form.ts'

export interface Asked {
  prompt: Prompt
  card: Card
}

/** How a question is answered; `filled` are the fields of a form that were said in words and have been read. */
export type Given = PromptAnswer | { kind: 'filled'; args: Args }

function open(
  base: BaseContext,
  action: Declared,
  kind: Prompt['kind'],
  args: Args,
  options: Prompt['options'],
): Promise<Prompt> {
  const { conversation, person } = base
  return openPrompt(base, { kind, conversation, personId: person.id, action: action.name, args, options })
}

/** Every button of the card in its order, so that a number typed for the text twin is the button it stands before. */
function confirmOptions({ speech }: BaseContext, preview: Preview): Prompt['options'] {
  const { buttons } = speech.t
  return [
    { label: preview.confirmLabel, args: { prompt: 'confirm' } },
    ...(preview.alternatives ?? []).map(({ label, args }) => ({ label, args })),
    ...(preview.editable ? [{ label: buttons.edit, args: { prompt: 'edit' } }] : []),
    { label: buttons.cancel, args: { prompt: 'cancel' } },
  ]
}

/** What is asked for must be given, but where everything is shown to be edited: there, what the action needs. */
function formOptions({ speech }: BaseContext, { slots }: Declared, asked: readonly string[]): Prompt['options'] {
  const all = asked.length === Object.keys(slots).length
  return asked.flatMap((field) => {
    const slot = slots[field]
    if (!slot) return []
    const required = slot.required || !all
    return [{ label: speech.t.labels[slot.label], args: { field, ...(required ? { required: 'yes' } : {}) } }]
  })
}

/** What a number means: of a preview one of its buttons, of a choice one of the options, or the button that cancels. */
function meant(prompt: Prompt | undefined, answer: Given): Given {
  if (answer.kind !== 'choose' || !prompt) return answer
  if (prompt.kind === 'choice' && answer.number === prompt.options.length + 1) return { kind: 'cancel' }
  const kind = prompt.kind === 'confirm' ? prompt.options[answer.number - 1]?.args.prompt : undefined
  return kind === 'confirm' || kind === 'edit' || kind === 'cancel' ? { kind } : answer
}

/** Turns "more is needed" into a question; undefined if nothing is. */
export async function ask(base: BaseContext, action: Declared, performed: Performed): Promise<Asked | undefined> {
  if (performed.kind === 'form') {
    const options = formOptions(base, action, performed.missing)
    const prompt = await open(base, action, 'form', performed.args, options)
    return { prompt, card: formCard(base, action, prompt) }
  }
  if (performed.kind === 'confirm') {
    const options = confirmOptions(base, performed.preview)
    const prompt = await open(base, action, 'confirm', performed.args, options)
    return { prompt, card: confirmCard(base, prompt, performed.preview) }
  }
  if (performed.kind === 'choose_project') {
    const prompt = await open(base, action, 'choice', performed.args, performed.options)
    return { prompt, card: choiceCard(base, prompt, base.speech.t.whichProject) }
  }
  return undefined
}

/** 「小韩」有两位: 1 韩梅 2 韩梅梅 */
export async function askWhich(base: BaseContext, action: Declared, args: Args, ambiguity: Ambiguity): Promise<Asked> {
  const options = ambiguity.options
    .slice(0, 5)
    .map(({ label, value }) => ({ label, args: { [ambiguity.slot]: value } }))
  const prompt = await open(base, action, 'choice', args, options)
  return { prompt, card: choiceCard(base, prompt, base.speech.t.which(ambiguity.spoken, ambiguity.options.length)) }
}

export type Answered =
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'cancelled'; prompt: Prompt }
  | { kind: 'performed'; action: Declared; args: Args; performed: Performed; prompt: Prompt }

/**
 * Answers a prompt. A refused answer leaves the prompt open, so that what was typed into a form survives;
 * everything else uses it up.
 */
export async function answerPrompt(base: BaseContext, promptId: string, given: Given): Promise<Answered> {
  const prompt = await base.tx.prompts.byId(promptId)
  const answer = meant(prompt, given)
  const refusal = refuseAnswer(base, prompt, answer)
  if (refusal || !prompt) return voidAnswer(base, promptId, refusal ?? refuse('BUTTON.OUTDATED', {}))
  if (answer.kind === 'cancel') {
    await base.tx.prompts.save({ ...prompt, status: 'cancelled' })
    return { kind: 'cancelled', prompt }
  }
  const action = actionOf(base, prompt, answer)
  if (!action) return voidAnswer(base, promptId, refuse('BUTTON.OUTDATED', {}))
  const performed = await goOn(base, action, prompt, answer)
  if (performed.kind === 'refused') return performed
  await base.tx.prompts.save({ ...prompt, status: 'used' })
  return { kind: 'performed', action, args: argsOf(prompt, answer), performed, prompt }
}

/** What the action was performed with, as far as it is known without reading a submitted form again. */
function argsOf({ args, options }: Prompt, answer: Given): Args {
  if (answer.kind === 'choose') return { ...args, ...options[answer.number - 1]?.args }
  return answer.kind === 'filled' ? { ...args, ...answer.args } : args
}

async function voidAnswer(base: BaseContext, promptId: string, refusal: Refusal): Promise<Answered> {
  await base.audit({
    event: 'prompt.void_answer',
    outcome: 'denied',
    objectRef: `prompt:${promptId}`,
    detail: { code: refusal.code },
  })
  return { kind: 'refused', refusal }
}

/** Each entry of a menu is an action of its own. */
function actionOf(base: BaseContext, prompt: Prompt, answer: Given): Declared | undefined {
  const option = answer.kind === 'choose' ? prompt.options[answer.number - 1] : undefined
  const name = prompt.kind === 'menu' ? option?.action : prompt.action
  return base.actions.find((action) => action.name === name)
}

function refuseAnswer(base: BaseContext, prompt: Prompt | undefined, answer: Given): Refusal | undefined {
  if (!prompt) return refuse('BUTTON.OUTDATED', {})
  if (prompt.personId !== base.person.id) return refuse('PROMPT.NOT_YOURS', { personId: prompt.personId })
  if (prompt.status === 'expired' || (prompt.status === 'open' && prompt.expiresAt <= base.now))
    return refuse('PROMPT.EXPIRED', {})
  if (prompt.status !== 'open') return refuse('PROMPT.USED', {})
  if (FITTING[prompt.kind].has(answer.kind) && (answer.kind !== 'choose' || prompt.options[answer.number - 1]))
    return undefined
  return prompt.kind === 'form'
    ? refuse('BUTTON.OUTDATED', {})
    : refuse('PROMPT.NO_SUCH_CHOICE', { max: prompt.options.length })
}

/** `好的` to "which of the two?" is no answer: it would go on without either. */
const FITTING: Record<Prompt['kind'], ReadonlySet<Given['kind']>> = {
  confirm: new Set(['confirm', 'choose', 'edit', 'cancel']),
  choice: new Set(['choose', 'cancel']),
  form: new Set(['submit', 'filled', 'cancel']),
  menu: new Set(['choose', 'cancel']),
}

async function goOn(
  base: BaseContext,
  action: Declared,
  prompt: Prompt,
  answer: Exclude<Given, { kind: 'cancel' }>,
): Promise<Performed> {
  switch (answer.kind) {
    case 'confirm':
      return perform(base, action, prompt.args, true)
    case 'edit':
      return { kind: 'form', missing: Object.keys(action.slots), args: prompt.args }
    case 'choose':
      return goOnChosen(base, action, prompt, prompt.options[answer.number - 1]?.args ?? {})
    case 'filled':
      return perform(base, action, { ...prompt.args, ...answer.args }, false)
    case 'submit': {
      const read = await readForm(base, action, answer.form)
      if (isRefusal(read)) return { kind: 'refused', refusal: read }
      return perform(base, action, { ...kept(prompt.args, answer.form), ...read }, false)
    }
  }
}

/** An alternative of a preview was shown in full and is a confirmation; a choice of a name, or of a button, is not. */
function goOnChosen(base: BaseContext, action: Declared, prompt: Prompt, chosen: Args): Promise<Performed> {
  if (prompt.kind === 'menu') return performChosen(base, action, chosen)
  return perform(base, action, { ...prompt.args, ...chosen }, prompt.kind === 'confirm')
}

/** A button that was chosen by its number. What a card has an input for beside the button is asked for. */
export async function performChosen(base: BaseContext, action: Declared, args: Args): Promise<Performed> {
  const performed = await perform(base, action, args, false)
  const lacking = performed.kind === 'refused' ? LACKING[performed.refusal.code] : undefined
  return lacking !== undefined && action.slots[lacking] && args[lacking] === undefined
    ? { kind: 'form', missing: [lacking], args }
    : performed
}

/** Refusals that only want one more argument, which the action does not need always. */
const LACKING: Partial<Record<RefusalCode, string>> = { 'APPROVAL.REASON_REQUIRED': 'reason' }

/** A field that was emptied takes its value with it. */
function kept(args: Args, form: Record<string, string>): Args {
  return Object.fromEntries(Object.entries(args).filter(([name]) => form[name]?.trim() !== ''))
}

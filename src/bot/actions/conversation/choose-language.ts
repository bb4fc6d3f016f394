import type { Locale } from '../../../domain/people/person.ts'
import { type Refusal, refuse } from '../../../domain/shared/refusal.ts'
import { speechFor } from '../../i18n/speech.ts'
import { type ActionContext, declare, type Outcome, type Reverted } from '../action.ts'
import { required, type ValuesOf } from '../slot.ts'

const slots = {
  locale: required('choice', {
    label: 'language',
    choices: [
      { value: 'zh-CN', zh: ['中文', '简体中文', '汉语', '普通话'], en: ['chinese', 'mandarin'] },
      { value: 'en', zh: ['英文', '英语'], en: ['english'] },
    ],
  }),
}

/** The language alone says nothing (`中文` may be an answer to anybody); these around it do. */
const SWITCH =
  /(?:切换?|换|改|转)(?:到|成|为|用|回|至)?|(?:设置|设定|设)(?:成|为)?|(?:以后|请|都|改)?用|说|讲|回复|语言/
const SWITCH_EN =
  /\b(?:(?:switch|change|set|go)(?: (?:back|over))?(?: (?:the|my|your))?(?: language)?(?: to)?|speak|talk|write|in|use|reply(?: to me)? in|answer in|respond in)\b/
const PLEASE_EN = /\bplease\b/

/** 我看不懂英文 names the language that is not wanted. */
const UNREAD =
  /我?的?(?:(?:看不懂|读不懂|听不懂|不懂|不会|不太懂)(?:中文|英文|英语|汉语)|(?:中文|英文|英语|汉语)(?:不太?好|不行|很差|一般|看不懂))/
/** How to speak. */
const NOISE = new RegExp(
  [
    '以后|一律|都|回复|回答|回话|说话|交流|沟通|聊|跟我|和我|对我|给我|设置|界面|讲|说|用|吧|语言',
    "\\b(?:language|speak|reply|answer|respond|to|me|with|from now on|the|my|your|in|back|i (?:don['’]t|can['’]t) (?:speak|read|understand)(?: chinese| english)?)\\b",
  ].join('|'),
)

export const chooseLanguageAction = declare({
  name: 'language.choose',
  area: 'conversation',
  about: {
    zh: '选择我用哪种语言和你说话，只对你自己有效。',
    en: 'Chooses the language I speak to you, and to you alone.',
  },
  words: {
    zh: ['语言', '切换语言', '语言设置', '设置语言', '换语言', '换个语言', '更改语言', '修改语言', '选择语言'],
    en: ['language', 'switch language', 'change language', 'set language', 'language settings', 'choose language'],
  },
  ways: [
    ...[SWITCH, SWITCH_EN, PLEASE_EN].map((piece) => ({ pieces: [piece], needs: ['locale'] })),
    { pieces: [UNREAD, SWITCH], needs: ['locale'] },
    { pieces: [/语言/, /换成|改成|改为|切换?[到成]?|设[成为]/], needs: ['locale'] },
  ],
  noise: NOISE,
  examples: { zh: ['语言 英文', '切换到英文'], en: ['language chinese', 'switch to English'] },
  slots,
  scope: 'none',
  permission: 'talk',
  confirm: 'none',
  undo: { revert },
  run,
})

/** Stored as a preference of the person, so that it outlives the next import of the roster. Answered in what was chosen. */
async function run({ tx, person }: ActionContext, values: ValuesOf<typeof slots>): Promise<Outcome> {
  const locale: Locale = values.locale === 'en' ? 'en' : 'zh-CN'
  const answer = { kind: 'text' as const, markdown: speechFor(locale).t.twin.languageChosen }
  if (locale === person.locale) return { answer }
  await tx.preferences.save({ personId: person.id, locale })
  return {
    answer,
    record: { objectRef: OBJECT, before: { locale: person.locale }, after: { locale } },
    undo: { objectRef: OBJECT, payload: { before: person.locale, after: locale } },
  }
}

const OBJECT = 'language'

async function revert({ tx, person }: ActionContext, payload: unknown): Promise<Reverted | Refusal> {
  const { before, after } = payload as { before: Locale; after: Locale }
  if (person.locale !== after) return refuse('UNDO.CHANGED_SINCE', { objectRef: OBJECT })
  await tx.preferences.save({ personId: person.id, locale: before })
  const { t } = speechFor(before)
  return { sentence: t.undone(t.labels.language), changed: [] }
}

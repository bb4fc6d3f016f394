/** Everything the bot says, per language. Sentences take codes and parameters; nothing here decides anything. */
import type { Locale } from '../../domain/people/person.ts'
import type { Refusal } from '../../domain/shared/refusal.ts'
import { enRefusals } from './refusals.en.ts'
import type { RefusalSentences, Say } from './refusals.ts'
import { zhRefusals } from './refusals.zh-cn.ts'
import { en } from './texts.en.ts'
import { type Texts, zhCN } from './texts.zh-cn.ts'

export interface Speech {
  locale: Locale
  t: Texts
  /** What failed, that nothing was lost, and what to do. `name` turns a person id into a name. */
  refusal(refusal: Refusal, say: Say): string
}

function speech(locale: Locale, t: Texts, sentences: RefusalSentences): Speech {
  return {
    locale,
    t,
    refusal: (refusal, say) => {
      // The compiler does not follow that one code ties sentence and parameters together.
      const sentence = sentences[refusal.code] as (params: Refusal['params'], say: Say) => string
      return sentence(refusal.params, say)
    },
  }
}

const speeches: Record<Locale, Speech> = {
  'zh-CN': speech('zh-CN', zhCN, zhRefusals),
  en: speech('en', en, enRefusals),
}

/** For groups, and for whoever is not known. */
export const DEFAULT_LOCALE: Locale = 'zh-CN'

export function speechFor(locale: Locale): Speech {
  return speeches[locale]
}

/**
 * What people say to be polite, or to find out whom they speak to. None of it is a verb of an action: inside a line such
 * words mean nothing (`你好,T-3 完成了`), and alone they are answered as said here.
 */
import type { Speech } from '../../i18n/speech.ts'
import type { Args } from '../slot.ts'

export interface Greeting {
  /** `question`: who are you, what can you do. */
  kind: 'hello' | 'question' | 'thanks'
  words: { zh: readonly string[]; en: readonly string[] }
  /** The action that answers it, or a sentence. */
  answer: { action: string; args: Args } | { text(speech: Speech): string }
}

const GREETINGS: readonly Greeting[] = [
  {
    kind: 'hello',
    words: {
      zh: [
        ...['你好', '您好', '大家好', '哈喽', '哈啰', '嗨', '在吗', '在不在', '在么'],
        ...['早', '早上好', '上午好', '中午好', '下午好', '晚上好'],
      ],
      en: ['hi', 'hello', 'hey', 'good morning', 'good afternoon', 'good evening', 'hi there', 'hello there'],
    },
    answer: { action: 'help', args: {} },
  },
  {
    kind: 'question',
    words: {
      zh: [
        ...['你是谁', '您是谁', '你是什么', '你能做什么', '你会什么', '你会做什么', '你能干什么', '你有什么用'],
        ...['我能做什么', '我在这里能做什么', '能做什么', '怎么用', '咋用', '有什么功能', '有哪些功能'],
      ],
      en: [
        'who are you',
        'what can you do',
        'what can i do',
        'what can i do here',
        'how do i use this',
        'what are you',
      ],
    },
    answer: { action: 'help', args: {} },
  },
  {
    kind: 'thanks',
    words: {
      zh: ['谢谢', '谢谢你', '多谢', '谢了', '感谢', '辛苦了', '辛苦', '谢谢啦'],
      en: ['thanks', 'thank you', 'thx', 'many thanks', 'cheers'],
    },
    answer: { text: ({ t }) => t.talk.thanks },
  },
]

/** All words of every greeting, the longest first. */
export const greetingWords = (): readonly string[] =>
  GREETINGS.flatMap(({ words }) => [...words.zh, ...words.en]).sort((a, b) => b.length - a.length)

/** Tone of voice and punctuation around a greeting. */
const TRAILING = /[\s,.!?~，。！？～…呀啊哈呢哦噢啦吧喔]+$/
const LEADING = /^[\s,，!！。]+/

/** The greeting that the whole line is, whatever its tone of voice. */
export function greetingOf(line: string): Greeting | undefined {
  const text = line.toLowerCase().replace(LEADING, '').trim()
  const bare = text.replace(TRAILING, '')
  return GREETINGS.find(({ words }) => [...words.zh, ...words.en].some((word) => word === bare || word === text))
}

/** What follows the greeting that opens a line (`你好,T-3 完成了`); the line itself if none does, or nothing follows. */
export function withoutGreeting(line: string): string {
  const text = line.trimStart()
  const [head = ''] = text.split(/[\s,.!，。！～~]/, 1)
  return head !== '' && head.length < text.length && greetingOf(head)
    ? text.slice(head.length).replace(/^[\s,.!，。！～~]+/, '')
    : line
}

/** Chinese in Latin letters without tones; ü is written v, as it is typed. */
import { pinyin } from 'pinyin-pro'

/** One syllable per character; what is no Chinese character stays itself. */
export const syllables = (text: string): string[] => pinyin(text, { toneType: 'none', type: 'array', v: true })

/** Syllables that many speakers do not tell apart: zh/z, ch/c, sh/s, n/l, f/h, -ng/-n. */
export const blurred = (syllable: string): string =>
  syllable
    .replace(/^([zcs])h/, '$1')
    .replace(/^l/, 'n')
    .replace(/^f/, 'h')
    .replace(/ng$/, 'n')

/** Words of commands and of plain English that are also how a Chinese name is spelled (马可, 何热). */
const ENGLISH_WORDS = new Set([
  'make',
  'change',
  'here',
  'human',
  'same',
  'take',
  'date',
  'page',
  'time',
  'name',
  'late',
  'hello',
  'done',
  'line',
  'sale',
  'wage',
  'mango',
  'panda',
  'python',
])

/** How a Chinese name is written in Latin letters, in lower case: `han mei`, `hanmei`, `mei han`; 吕 is lv, lu and lyu. */
export function pinyinNames(name: string, surnameLength: number): string[] {
  const read = pinyin(name, { toneType: 'none', type: 'array', surname: 'head', v: true })
  const [surname, given] = [read.slice(0, surnameLength).join(''), read.slice(surnameLength).join('')]
  const spelled = [`${surname} ${given}`, `${surname}${given}`, `${given} ${surname}`]
  const variants = spelled.flatMap((one) =>
    one.includes('v') ? [one, one.replaceAll('v', 'u'), one.replaceAll('v', 'yu')] : [one],
  )
  return [...new Set(variants)].filter(
    (one) => /^[a-z]+(?: [a-z]+)?$/.test(one) && one.length > 3 && !ENGLISH_WORDS.has(one),
  )
}

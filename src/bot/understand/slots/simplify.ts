/** Traditional characters read as simplified ones. */
import characters from 'opencc-js/dict/TSCharacters'

/** Words that are other words in Taiwan and Hong Kong, equally long and unmistakable in traditional spelling. */
const WORDS: Record<string, string> = {
  專案: '项目',
  行銷: '营销',
  登錄: '登记',
  復原: '撤销',
  還原: '撤销',
  資訊: '信息',
  網路: '网络',
  軟體: '软件',
  硬體: '硬件',
  預設: '默认',
  檢視: '查看',
  儲存: '保存',
  設定: '设置',
}

/** OpenCC's table: `traditional simplified` pairs between bars; only those of one UTF-16 unit keep the indices. */
function table(): ReadonlyMap<string, string> {
  const pairs = characters.split('|').map((entry) => entry.split(' '))
  return new Map(
    pairs.flatMap(([from = '', to = '']): [string, string][] =>
      from.length === 1 && to.length === 1 ? [[from, to]] : [],
    ),
  )
}

const SIMPLE = table()
const WORD = new RegExp(Object.keys(WORDS).join('|'), 'g')

/** A few targets are entries themselves (薴 → 苧 → 苎): followed to the end, so that simplifying twice changes nothing. */
function simple(char: string): string {
  const once = SIMPLE.get(char) ?? char
  return SIMPLE.get(once) ?? once
}

/**
 * Traditional Chinese in simplified characters, always as long as the text in UTF-16 units, so that indices stay.
 * Character by character (OpenCC's TSCharacters), after a few words that are other words in Taiwan and Hong Kong (專案).
 */
export function simplify(text: string): string {
  const worded = text.replace(WORD, (word) => WORDS[word] ?? word)
  let result = ''
  let from = 0
  // Most lines have nothing to fold: they are handed back without a copy.
  for (let at = 0; at < worded.length; at++) {
    const char = worded.charAt(at)
    if (!SIMPLE.has(char)) continue
    result += worded.slice(from, at) + simple(char)
    from = at + 1
  }
  return from === 0 ? worded : result + worded.slice(from)
}

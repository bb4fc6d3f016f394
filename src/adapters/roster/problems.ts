/** What can be wrong with a roster, in the words an administrator reads. */

export interface RosterProblem {
  /** Both count from 1. */
  line: number
  column: number
  zh: string
  en: string
}

/** Everything that is wrong, in order of appearance. */
export interface RosterProblems {
  file: string
  problems: readonly RosterProblem[]
}

export interface Sentence {
  zh: string
  en: string
}

/** Notes a problem at an offset of the text. */
export type Report = (at: number, sentence: Sentence) => void

const say = (zh: string, en: string): Sentence => ({ zh, en })

export const sentences = {
  // Form
  syntax: (zh: string, detail: string) => say(`YAML 语法错误：${zh}。`, `YAML syntax error: ${detail}.`),
  emptyFile: () => say('花名册是空的。', 'The roster is empty.'),
  alias: () =>
    say('花名册不支持 YAML 锚点与别名（& 与 *）。', 'A roster may not use YAML anchors and aliases (& and *).'),
  keyIsNoText: () => say('键必须是一个词。', 'A key must be a single word.'),
  keyTwice: (key: string) => say(`「${key}」写了两次。`, `“${key}” is given twice.`),
  unknownKey: (key: string, allowed: readonly string[]) =>
    say(
      `不认识「${key}」，这里可用：${allowed.join('、')}。`,
      `Unknown key “${key}”; possible here: ${allowed.join(', ')}.`,
    ),
  missingKey: (key: string) => say(`缺少「${key}」。`, `“${key}” is missing.`),
  mustBeMap: (what: string) => say(`「${what}」应写成「键: 值」。`, `“${what}” must consist of “key: value” lines.`),
  mustBeList: (what: string) => say(`「${what}」应为列表。`, `“${what}” must be a list.`),
  mustBeText: (what: string) => say(`「${what}」应为一段文字。`, `“${what}” must be a text.`),
  emptyText: (what: string) => say(`「${what}」没有填写。`, `“${what}” is empty.`),
  emptyList: (what: string) => say(`「${what}」至少要有一项。`, `“${what}” needs at least one entry.`),
  badText: (what: string) =>
    say(
      `「${what}」过长（超过 100 字）或含有控制字符。`,
      `“${what}” is longer than 100 characters or holds control characters.`,
    ),
  badChoice: (what: string, given: string, allowed: readonly string[]) =>
    say(
      `「${what}」不能是「${given}」，可用：${allowed.join('、')}。`,
      `“${what}” cannot be “${given}”; possible: ${allowed.join(', ')}.`,
    ),
  badZone: (given: string) =>
    say(`没有时区「${given}」，例如 Asia/Shanghai。`, `There is no time zone “${given}”; an example is Asia/Shanghai.`),

  // People
  badPersonId: (given: string) =>
    say(
      `人员 id「${given}」只能用小写字母、数字、- 和 _。`,
      `The id “${given}” may hold lower-case letters, digits, - and _ only.`,
    ),
  nameTaken: (name: string, line: number) =>
    say(
      `「${name}」与第 ${line} 行重复，姓名和 id 都不能重复。`,
      `“${name}” is already used in line ${line}; names and ids must differ.`,
    ),
  nameReserved: (name: string) =>
    say(`「${name}」是保留词，不能用作姓名或 id。`, `“${name}” is reserved and cannot be a name or an id.`),
  accountTaken: (id: string, line: number) =>
    say(`账号「${id}」已在第 ${line} 行使用。`, `The account “${id}” is already used in line ${line}.`),
  badAccount: (platform: string, id: string, example: string) =>
    say(
      `「${id}」不是 ${platform} 账号，应形如 ${example}。`,
      `“${id}” is no ${platform} account; it looks like ${example}.`,
    ),

  // References
  unknownPerson: (name: string) => say(`花名册里没有「${name}」。`, `Nobody in the roster is called “${name}”.`),
  listedTwice: (name: string) => say(`「${name}」在这里出现了两次。`, `“${name}” is listed twice here.`),

  // Chats
  badChatId: (platform: string, id: string, example: string) =>
    say(
      `「${id}」不是 ${platform} 群，应形如 ${example}。`,
      `“${id}” is no ${platform} chat; it looks like ${example}.`,
    ),
  chatTaken: (id: string, line: number) =>
    say(`群「${id}」已在第 ${line} 行定义。`, `The chat “${id}” is already defined in line ${line}.`),
  noAccount: (name: string, platform: string) =>
    say(
      `「${name}」没有 ${platform} 账号，不能是该群成员。`,
      `“${name}” has no ${platform} account and cannot be a member.`,
    ),
  badProject: (given: string) =>
    say(`「${given}」不是项目编号，应形如 P-101。`, `“${given}” is no project number; it looks like P-101.`),

  // Approvals
  badAmount: (given: string) =>
    say(
      `看不懂金额「${given}」，请写成 1万、20万、8500 或 8500.50。`,
      `“${given}” is no amount; write 1万, 20万, 8500 or 8500.50.`,
    ),
  notAscending: () => say('金额应逐级增大。', 'The amounts must grow from tier to tier.'),
  ceilingMissing: () => say('只有最后一级可以不写「up_to」。', 'Only the last tier may do without “up_to”.'),
  ceilingAtEnd: () =>
    say(
      '最后一级不能有「up_to」，否则更大的金额无人审批。',
      'The last tier must not have “up_to”: nobody would decide on more.',
    ),
  cannotDecide: (name: string) =>
    say(
      `「${name}」不能审批：需在职，并带有职责「审批人」或「财务」。`,
      `“${name}” cannot approve: that takes an active person with the duty approver or finance.`,
    ),
}

/** One paragraph per problem, ready to print: file, line and column, then the sentence in Chinese and English. */
export function explainRosterProblems({ file, problems }: RosterProblems): string {
  const count = problems.length
  const head = `花名册有 ${count} 处问题，未采用 · ${count} problem${count === 1 ? '' : 's'} in the roster, which was not used:`
  return [
    head,
    ...problems.map(({ line, column, zh, en }) => `  ${file}:${line}:${column}\n    ${zh}\n    ${en}`),
  ].join('\n')
}

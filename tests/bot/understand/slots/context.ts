import { chineseCalendar } from '../../../../src/adapters/system/holidays.ts'
import type { NamedPerson, SlotContext } from '../../../../src/bot/understand/slots/index.ts'
import { localDate } from '../../../../src/domain/shared/local-date.ts'

const person = (id: string, name: string, more: Partial<NamedPerson> = {}): NamedPerson => ({
  id,
  name,
  nicknames: [],
  skills: [],
  ...more,
})

export const people: readonly NamedPerson[] = [
  person('lilei', '李雷', { nicknames: ['雷总'], department: '市场部' }),
  person('wangmin', '王敏'),
  person('wangqiang', '王强', { skills: ['设计'] }),
  person('qianfang', '钱芳', { skills: ['财务'] }),
  person('zhaoqian', '赵倩', { nicknames: ['倩倩'], skills: ['设计'] }),
  person('hanmei', '韩梅', { skills: ['文案'] }),
  person('hanmeimei', '韩梅梅'),
  person('zhoutao', '周涛'),
  person('zhouyiming', '周一鸣'),
  person('ouyang', '欧阳娜娜'),
  person('alice', 'Alice Wang', { nicknames: ['alice'] }),
]

/** Monday 2026-11-23, 10:00 in Shanghai, with the real Chinese calendar. */
export const context = (overrides: Partial<SlotContext> = {}): SlotContext => ({
  now: new Date('2026-11-23T02:00:00Z'),
  today: localDate('2026-11-23'),
  zone: 'Asia/Shanghai',
  calendar: chineseCalendar(),
  intent: 'plan',
  people,
  speaker: 'lilei',
  mentions: [],
  ...overrides,
})

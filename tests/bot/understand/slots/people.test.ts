import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalise } from '../../../../src/bot/understand/slots/normalise.ts'
import { findPeople } from '../../../../src/bot/understand/slots/people.ts'
import type { SlotContext } from '../../../../src/bot/understand/slots/types.ts'
import { context, people } from './context.ts'

function read(text: string, overrides: Partial<SlotContext> = {}, allowSkill = false): string[] {
  return findPeople(normalise(text), context(overrides), { allowSkill }).map(({ text: written, value }) => {
    if (value.kind === 'one') return `${written}=${value.id}`
    return value.kind === 'many' ? `${written}=${value.ids.join('/')}` : `${written}=?${value.spoken}`
  })
}

test.each([
  ['派给韩梅', ['韩梅=hanmei']],
  ['派给韩梅梅', ['韩梅梅=hanmeimei']],
  ['派给小韩 周五前', ['小韩=hanmei/hanmeimei']],
  ['老王看一下', ['老王=wangmin/wangqiang']],
  ['阿强', ['阿强=wangqiang']],
  ['小涛', ['小涛=zhoutao']],
  ['找倩倩', ['倩倩=zhaoqian']],
  ['雷总', ['雷总=lilei']],
  ['赵倩、周涛', ['赵倩=zhaoqian', '周涛=zhoutao']],
  ['派给我', ['我=lilei']],
  ['我来', ['我=lilei']],
  ['assign T-1 to me', ['me=lilei']],
  ['派给欧阳', ['欧阳=ouyang']],
  ['ALICE 做', ['ALICE=alice']],
  ['alice wang', ['alice wang=alice']],
  ['派给周一鸣', ['周一鸣=zhouyiming']],
  ['派给涛哥', ['涛哥=zhoutao']],
  ['倩姐看下', ['倩姐=zhaoqian']],
  ['找梅梅', ['梅梅=hanmeimei']],
  ['梅姐', ['梅姐=hanmei/hanmeimei']],
  ['派给钱会计', ['钱会计=qianfang']],
  ['李经理负责', ['李经理=lilei']],
  ['王总说同意', ['王总=wangmin/wangqiang']],
  ['问王总监', ['王总监=wangmin/wangqiang']],
  ['派给一鸣', ['一鸣=zhouyiming']],
  ['派给娜娜 周五', ['娜娜=ouyang']],
  ['派给强强', ['强强=wangqiang']],
  ['派给自己', ['自己=lilei']],
  ['我自己来', ['我自己=lilei']],
  ['本人负责', ['本人=lilei']],
  ['assign T-1 to Han Mei', ['Han Mei=hanmei']],
  ['give it to hanmei', ['hanmei=hanmei']],
  ['to Zhao Qian by Friday', ['Zhao Qian=zhaoqian']],
  ['ask Tao Zhou', ['Tao Zhou=zhoutao']],
  ['派给 zhaoqian', ['zhaoqian=zhaoqian']],
  ['to myself', ['myself=lilei']],
])('%s: %j', (text, found) => {
  expect(read(text)).toEqual(found)
})

test.each([
  '我们的项目',
  '我的任务',
  '小周期',
  '小红书投放',
  '3小时',
  '大小周',
  '小王子海报',
  '小程序',
  '韩梅梅梅',
  'alicex',
  'same',
  '欧阳修诗词海报',
  '「韩梅」海报',
  'x.lilei9@example.com',
  '周总结',
  '写本周总结',
  '周会计划',
  '本周财务报表',
  '打钱会计较',
  'hanmeix',
  'zt',
  'message',
  '自己的任务',
  '一鸣惊人海报',
  '@',
])('nobody in %s', (text) => {
  expect(read(text)).toEqual([])
})

describe('mentions', () => {
  const mentions = [{ name: '韩梅梅', personId: 'hanmei' }, { name: '张三' }, { name: '李四', personId: 'gone' }]
  test('the messenger’s resolution wins over the spelling', () => {
    expect(read('@韩梅梅 看下', { mentions })).toEqual(['@韩梅梅=hanmei'])
  })
  test('accounts of nobody known stay unknown', () => {
    expect(read('@张三 @李四 @王五', { mentions })).toEqual(['@张三=?张三', '@李四=?李四', '@王五=?王五'])
  })
  test('without the messenger’s list the name counts', () => {
    expect(read('@韩梅 周五前')).toEqual(['@韩梅=hanmei'])
  })
})

test('a skill or department names people only where one is asked for', () => {
  expect(read('派给设计')).toEqual([])
  expect(read('派给设计', {}, true)).toEqual(['设计=wangqiang/zhaoqian'])
  expect(read('派给文案', {}, true)).toEqual(['文案=hanmei'])
  expect(read('市场部', {}, true)).toEqual(['市场部=lilei'])
})

test('without a speaker 我 is nobody', () => {
  const { speaker: _, ...rest } = context()
  expect(findPeople('派给我', rest)).toEqual([])
})

test('every full name and nickname is read back as its person, whoever else there is', () => {
  const named = people.flatMap(({ id, name, nicknames }) => [name, ...nicknames].map((spelling) => ({ id, spelling })))
  fc.assert(
    fc.property(fc.constantFrom(...named), fc.constantFrom('派给', '', '请'), ({ id, spelling }, lead) => {
      expect(read(`${lead}${spelling} 周五前`)).toEqual([`${spelling}=${id}`])
    }),
  )
})

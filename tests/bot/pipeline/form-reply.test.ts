/** Open forms answered in words. */
import { describe, expect, test } from 'vitest'
import { readFormReply } from '../../../src/bot/pipeline/form-reply.ts'
import { answerPrompt } from '../../../src/bot/pipeline/prompts.ts'
import type { Prompt } from '../../../src/domain/conversations/conversation.ts'
import { isRefusal } from '../../../src/domain/shared/refusal.ts'
import type { BotWorld } from '../../support/bot-world.ts'
import { launched } from '../actions/scene.ts'
import { inside } from './inside.ts'

async function asked(line: string): Promise<{ world: BotWorld; prompt: Prompt }> {
  const world = await launched()
  await world.say('李雷', 'project', line)
  const [prompt] = world.state.prompts.where(({ kind, status }) => kind === 'form' && status === 'open')
  if (!prompt) throw new Error('no form was asked')
  return { world, prompt }
}

function readIn(world: BotWorld, prompt: Prompt, line: string, isCommand: boolean) {
  return inside(world, '李雷', 'project', async (base) => {
    const action = base.actions.find(({ name }) => name === prompt.action)
    if (!action) throw new Error('no such action')
    const read = await readFormReply(base, action, prompt, line, isCommand)
    return isRefusal(read) ? read.code : read
  })
}

async function reply(open: string, line: string, isCommand = false) {
  const { world, prompt } = await asked(open)
  return readIn(world, prompt, line, isCommand)
}

const BOTH = { amount: '8000000', purpose: 'KOL投放' }

describe('named fields', () => {
  test.each([
    ['1=8万 2=KOL投放', BOTH],
    ['2=KOL投放 1=8万', BOTH],
    ['1＝8万，2：KOL投放', BOTH],
    ['1 8万;2 KOL投放', BOTH],
    ['1 8万\n2 KOL投放', BOTH],
    ['金额=8万 用途=KOL投放', BOTH],
    ['金额 = 8万, 用途 = KOL投放', BOTH],
    ['金额 8万;用途 KOL投放', BOTH],
    ['amount=80k purpose=KOL投放', BOTH],
    ['金额：8万', { amount: '8000000' }],
    ['2=KOL 投放 第二波', { purpose: 'KOL 投放 第二波' }],
    ['1=8万 2=KOL投放 供应商=星河传媒', { ...BOTH, vendor: '星河传媒' }],
    ['1=8万 2=预算=少', { amount: '8000000', purpose: '预算=少' }],
    ['1=很多', 'INPUT.UNREADABLE'],
    ['1=8万,最多10万', 'INPUT.UNREADABLE'],
  ])('%s', async (line, expected) => {
    expect(await reply('申请预算', line)).toEqual(expected)
  })

  test.each(['8万 KOL投放', '3=8万', '好的 1=8万', '金额', '1=', '', '金额够不够', '12:30 开会', '1.8万'])(
    'no answer: %s',
    async (line) => {
      expect(await reply('申请预算', line)).toBeUndefined()
    },
  )

  test('a command is none, unless it says = or :', async () => {
    expect(await reply('新建里程碑', '任务 T-3', true)).toBeUndefined()
    expect(await reply('新建里程碑', '1 页面上线;2 12月3日', true)).toBeUndefined()
    expect(await reply('新建里程碑', '任务名称=页面上线 截止=12月3日', true)).toEqual({
      title: '页面上线',
      due: '2026-12-03',
    })
  })
})

describe('the one missing value alone', () => {
  test.each([
    ['申请预算 KOL投放', '8万', { amount: '8000000' }],
    ['申请预算 KOL投放', '80,000元', { amount: '8000000' }],
    ['新建里程碑 上线', '下周四', { due: '2026-12-03' }],
    ['T-3 派给', '周涛', { assignee: 'zhoutao' }],
    ['完成', 'T-3', { task: '3' }],
    ['完成', '详情页文案', { task: '3' }],
    ['完成', '详情页', { task: '3' }],
    ['有问题 T-3', '缺产品图,等供应商', { reason: '缺产品图,等供应商' }],
  ])('%s ← %s', async (open, line, expected) => {
    expect(await reply(open, line)).toEqual(expected)
  })

  test.each([
    ['申请预算 KOL投放', '大概很多吧'],
    ['申请预算 KOL投放', '8万够吗'],
    ['新建里程碑 上线', '谁在负责'],
    ['T-3 派给', '周涛 赵倩'],
    ['完成', '今天天气不错'],
  ])('%s ← %s is no answer', async (open, line) => {
    expect(await reply(open, line)).toBeUndefined()
  })

  test('a command is not swallowed by a field that takes any words', async () => {
    expect(await reply('有问题 T-3', '我的任务', true)).toBeUndefined()
    expect(await reply('有问题 T-3', '我的任务', false)).toEqual({ reason: '我的任务' })
    expect(await reply('完成', '主视觉', true)).toBeUndefined()
    expect(await reply('完成', 'T-3', true)).toEqual({ task: '3' })
  })

  test('two that fit are named, not guessed', async () => {
    const { world, prompt } = await asked('完成')
    await world.say('李雷', 'project', '拆任务: 展台图一 赵倩; 展台图二 赵倩')
    expect(await readIn(world, prompt, '展台图', false)).toBe('TASK.AMBIGUOUS')
  })
})

test('what was read goes on where the question was asked; the rest is asked for again', async () => {
  const { world, prompt } = await asked('申请预算')
  const [first, second] = [{ amount: '8000000' }, { purpose: 'KOL投放' }]
  const partly = await inside(world, '李雷', 'project', (base) =>
    answerPrompt(base, prompt.id, { kind: 'filled', args: first }),
  )
  expect(partly).toMatchObject({ kind: 'performed', performed: { kind: 'form', missing: ['purpose'], args: first } })
  const again = await inside(world, '李雷', 'project', (base) =>
    answerPrompt(base, prompt.id, { kind: 'filled', args: { ...first, ...second } }),
  )
  expect(again).toMatchObject({ kind: 'refused', refusal: { code: 'PROMPT.USED' } })
})

test('only the asker fills it in', async () => {
  const { world, prompt } = await asked('申请预算')
  const answer = await inside(world, '赵倩', 'project', (base) =>
    answerPrompt(base, prompt.id, { kind: 'filled', args: BOTH }),
  )
  expect(answer).toMatchObject({ kind: 'refused', refusal: { code: 'PROMPT.NOT_YOURS' } })
  expect(world.state.approvals.size).toBe(1)
})

test('fields of a form take names of tasks as well', async () => {
  const world = await launched()
  const [form] = await world.say('李雷', 'project', '加依赖 T-3')
  if (!form) throw new Error('no form')
  await world.click('李雷', form, '提交', { dependsOn: '主视觉' })
  expect(world.state.tasks.get(3)?.dependsOn).toEqual([1])
})

test('a long line takes no time', async () => {
  const { world, prompt } = await asked('申请预算')
  for (const line of [`1=${' '.repeat(10_000)}8万`, '金额 '.repeat(2_500), '1=;'.repeat(3_000)]) {
    const start = performance.now()
    await readIn(world, prompt, line, false)
    expect(performance.now() - start).toBeLessThan(1_000)
  }
})

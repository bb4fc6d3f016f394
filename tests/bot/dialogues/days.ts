/** What lies before a dialogue: the days of the acceptance world up to it, each choice taken in the talk's own way. */
import { newIn, Talk } from './talk.ts'

/** D1: P-101 with its sub-projects; the budget waits as A-1. */
export async function founded(textOnly: boolean): Promise<Talk> {
  const talk = await Talk.open(textOnly)
  const draft = await talk.answer('李雷', 'project', '新建项目 双12大促 12月1日到12月20日 预算50万 目标GMV300万')
  const { shown } = await talk.choose('李雷', 'project', draft, '创建')
  const first = await talk.choose('王敏', 'private', newIn(shown, '王敏'), '同意')
  await talk.choose('钱芳', 'private', newIn(first.shown, '钱芳'), '同意')
  return talk
}

/** D2: T-1 of 赵倩 and T-2 of 周涛, as they were split. */
export async function split(textOnly: boolean): Promise<Talk> {
  const talk = await founded(textOnly)
  await talk.say('李雷', 'project', '拆任务: 主视觉设计 赵倩 11.24-11.27; 主会场页面 周涛 3个工作日 依赖 主视觉设计')
  return talk
}

/** D3, and 18:30 of the same day: T-3 详情页文案 is 韩梅’s, who has accepted it. */
export async function handedOut(textOnly: boolean): Promise<Talk> {
  const talk = await split(textOnly)
  const which = await talk.answer('李雷', 'project', '把 详情页文案 派给小韩 周五前')
  const { shown } = await talk.choose('李雷', 'project', which, '韩梅(文案)')
  await talk.choose('韩梅', 'private', newIn(shown, '韩梅'), '接受')
  await talk.world.advance(8 * 60 + 30)
  return talk
}

/** Hours on working days of the week before, 8 h each. */
const WEEK_BEFORE = '11-16 8小时,11-17 8小时,11-18 8小时,11-19 8小时'

/**
 * Before D12: P-101 has T-1 to T-11 and 96 h of work, ¥200,000 of it are held for A-2; T-12 to T-14 are of another
 * project, so that the next task is T-15. 赵倩 has 48 h planned for a week of 40.
 */
export async function beforeD12(textOnly: boolean): Promise<Talk> {
  const talk = await split(textOnly)
  const preview = await talk.answer(
    '李雷',
    'project',
    [
      '拆任务: 详情页文案 韩梅 12月4日',
      '直播脚本 韩梅 12月5日',
      '客服话术 韩梅梅 12月8日',
      '信息流素材 赵倩 11.26-11.27',
      '投放计划 周涛 12月7日',
      '短信文案 韩梅 12月9日',
      '优惠券配置 韩梅梅 12月10日',
      '数据看板 周涛 12月11日',
      '复盘模板 韩梅梅 12月18日',
    ].join('; '),
  )
  await talk.choose('李雷', 'project', preview, '创建')
  const draft = await talk.answer('李雷', 'private', '新建项目 年货节 2027年1月4日到1月20日')
  await talk.choose('李雷', 'private', draft, '创建')
  for (const title of ['年货选品', '年货海报', '年货直播']) await talk.say('李雷', 'private', `新建任务 ${title} P-105`)
  const request = await talk.say('周涛', 'project', '申请预算 20万 KOL投放 供应商 星河传媒 用于 双12')
  await talk.choose('王敏', 'private', newIn(request, '王敏'), '同意')
  for (const [who, task] of [
    ['赵倩', 'T-1'],
    ['周涛', 'T-2'],
    ['韩梅', 'T-3'],
  ] as const)
    await talk.say(who, 'private', `登记工时 ${task} ${WEEK_BEFORE}`)
  return talk
}

/** A project day with every action a team has today, in one world, through the simulator's HTTP API. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { again, field, labels, press } from '../support/seen.ts'
import { startWorld, type World } from '../support/world.ts'

const GROUP = '双12项目群'

describe('a project day', () => {
  let world: World
  const inGroup = (from: string, text: string) => world.ask(GROUP, from, `@营销助手 ${text}`)
  const privately = (from: string, text: string) => world.ask(from, from, text)
  const latest = async (chat: string) => (await world.client.botMessages(chat)).at(-1)

  beforeAll(async () => {
    world = await startWorld()
    const [draft] = await inGroup('李雷', '新建项目 双12大促 12月1日到12月20日 预算15万')
    await press(world.client, draft, '李雷', '创建')
  })
  afterAll(() => world.close())

  test('新建项目: editing the draft in a form before creating it', async () => {
    const [draft] = await privately('李雷', '新建项目 年货节 2027年1月4日到1月20日')
    await press(world.client, draft, '李雷', '修改')
    const form = await again(world.client, draft)
    expect(form.inputs.map(({ name }) => name)).toEqual(['name', 'period', 'budget', 'goal', 'owner'])
    expect(
      await press(world.client, form, '李雷', '提交', {
        name: '年货节',
        period: '昨日',
        budget: '',
        goal: '',
        owner: '',
      }),
    ).toContain('看不懂')
    await press(world.client, form, '李雷', '提交', {
      name: '年货节·预热',
      period: '1月4日到1月22日',
      budget: '8000',
      goal: '',
      owner: '',
    })
    const changed = await again(world.client, draft)
    expect(field(changed, '起止')).toBe('2027-01-04(周一)—01-22(周五)')
    expect(field(changed, '预算')).toBe('¥8,000.00')
    await press(world.client, changed, '李雷', '取消')
    expect((await again(world.client, draft)).text).toContain('什么都没有改')
  })

  test('同意 / 驳回: a budget within 20万 is 王敏’s alone; rejection needs a reason', async () => {
    const [refused] = await privately('王敏', '驳回 A-1')
    expect(refused?.text).toContain('需要写一句理由')
    const [decided] = await privately('王敏', '同意 A-1')
    expect(decided?.text).toBe('已同意 A-1 双12大促 预算 ¥150,000.00')
  })

  test('拆任务: two tasks in one message, the second after the first; each assignee told once, in private', async () => {
    const [answer] = await inGroup(
      '李雷',
      '拆任务: 主视觉设计 赵倩 11.24-11.27; 主会场页面 周涛 3个工作日 依赖 主视觉设计',
    )
    expect(answer?.title).toBe('已创建 2 个任务')
    expect(answer?.text).toContain('2026-11-30(周一)—12-02(周三)')
    expect(await world.client.botMessages('赵倩')).toHaveLength(1)
    expect(await world.client.botMessages('周涛')).toHaveLength(1)
    expect((await latest('赵倩'))?.title).toBe('T-1 主视觉设计')
    expect((await latest('李雷'))?.text).not.toContain('T-1')
  })

  test('新建任务 without a title asks with a form of only that', async () => {
    const [form] = await inGroup('李雷', '新建任务 给赵倩 周五前')
    expect(form?.inputs.map(({ name }) => name)).toEqual(['title'])
    await press(world.client, form, '李雷', '提交', { title: '海报延展' })
    const created = await again(world.client, form)
    expect(created.title).toBe('T-3 海报延展')
    expect(field(created, '时间')).toBe('截止 2026-11-27(周五)')
  })

  test('派给: an ambiguous nickname is a question for the asker alone', async () => {
    const [question] = await inGroup('李雷', '把 详情页文案 派给小韩 周五前')
    expect(labels(question)).toEqual(['1 韩梅(文案)', '2 韩梅梅(客服)', '取消'])
    expect(await world.ask(GROUP, '赵倩', '2')).toHaveLength(0)
    const [assigned] = await world.ask(GROUP, '李雷', '1')
    expect(assigned?.title).toBe('T-4 详情页文案')
    expect(field(assigned, '负责人')).toBe('韩梅')
    await press(world.client, await latest('韩梅'), '韩梅', '接受')
    expect((await again(world.client, assigned)).text).toContain('已接受')
  })

  test('接受 / 有问题: only the assignee; the group card follows; the planner hears of it once', async () => {
    const card = await latest('赵倩')
    expect(labels(card)).toContain('接受')
    const [tasks] = await privately('赵倩', '接受 T-1')
    expect(tasks?.text).toBe('已接受 T-1')
    const [denied] = await privately('周涛', '接受 T-1')
    expect(denied?.text).toContain('由 赵倩 负责')
    const [problem] = await privately('周涛', '有问题 T-2 缺产品图')
    expect(problem?.text).toContain('已标记 T-2 有问题')
    expect((await latest('李雷'))?.text).toContain('缺产品图')
    const [goOn] = await privately('周涛', '接受 T-2')
    expect(goOn?.text).toBe('已接受 T-2')
  })

  test('改期: what moves along is shown before it moves', async () => {
    await inGroup('李雷', '新建里程碑 页面上线 12月3日')
    const [preview] = await inGroup('李雷', '主视觉设计 推迟到12月1日完成')
    expect(preview?.text).toContain('T-2')
    expect(preview?.text).toContain('2026-12-02(周三)—12-04(周五)')
    expect(preview?.text).toContain('晚于里程碑 T-5「页面上线」12-03(周四) 1 天')
    expect(labels(preview)).toEqual(['确认联动', '只改T-1', '取消'])
    const [moved] = await world.ask(GROUP, '李雷', '确认')
    expect(moved?.text).toContain('已改期')
    expect((await latest('赵倩'))?.text).toContain('李雷 调整了计划')
    const [task] = await privately('周涛', '任务 T-2')
    expect(field(task, '时间')).toBe('2026-12-02(周三)—12-04(周五)')
    expect(field(task, '依赖')).toBe('T-1 主视觉设计')
  })

  test('完成: the gate of the dependency holds', async () => {
    const [early] = await privately('周涛', '完成 T-2')
    expect(early?.text).toContain('T-2 要等 T-1 完成后才能完成')
    expect((await privately('赵倩', '完成 T-1'))[0]?.text).toContain('T-1 已完成')
    expect((await privately('周涛', 'T-2 搞定了'))[0]?.text).toContain('T-2 已完成')
    expect((await privately('赵倩', 'T-1 完成了吗'))[0]?.text).not.toContain('已完成 T-1')
  })

  test('登记工时: work date and log date differ, rest days are overtime, no day has more than 24 h', async () => {
    const [sunday] = await privately('韩梅', '登记工时 详情页文案 昨天 3小时')
    expect(sunday?.title).toBe('已记 T-4 详情页文案 11-22(周日) 3.0h')
    expect(sunday?.text).toContain('加班')
    expect((await privately('韩梅', '登记工时 T-4 2.5h'))[0]?.text).toBe('已记 T-4 详情页文案 11-23 2.5h')
    const [tooMuch] = await privately('韩梅', '登记工时 T-4 23小时')
    expect(tooMuch?.title).toBe('未保存:11-23(周一) 合计将为 25.5h,超过 24h。是否想记 2.3h?')
    expect(labels(tooMuch)).toEqual(['记 2.3h'])
    const [mine] = await privately('韩梅', '我的工时')
    expect(mine?.text).toContain('2.5h')
    expect(mine?.text).not.toContain('23h')
  })

  test('我的任务 and 项目', async () => {
    const [tasks] = await privately('韩梅', '我的任务')
    expect(tasks?.text).toContain('T-4')
    const [project] = await inGroup('韩梅', '项目')
    expect(project?.title).toBe('P-101 双12大促')
    expect(field(project, '预算')).toBe('¥150,000.00 · 占用 ¥0.00 · 已用 ¥0.00 · 可用 ¥150,000.00')
  })

  test('甘特图 and 进度图 are images a phone can read', async () => {
    for (const command of ['甘特图', '进度图']) {
      const [card] = await inGroup('李雷', command)
      expect(card?.image).toBeDefined()
      const response = await fetch(world.address + card?.image)
      const png = Buffer.from(await response.arrayBuffer())
      expect(png.subarray(1, 4).toString()).toBe('PNG')
      expect(png.readUInt32BE(16)).toBe(1724)
      expect(png.byteLength).toBeLessThan(1_000_000)
    }
  })

  test('撤销: the own last change, within two minutes', async () => {
    expect((await inGroup('李雷', '把 T-3 改到 11月30日'))[0]?.text).toContain('已改期')
    expect((await inGroup('李雷', '撤销'))[0]?.text).toContain('T-3 已恢复')
    // Once more means the change before, which others have built on.
    expect((await inGroup('李雷', '撤销'))[0]?.text).not.toContain('已恢复')
    const [task] = await privately('赵倩', '任务 T-3')
    expect(field(task, '时间')).toBe('截止 2026-11-27(周五)')
    await inGroup('李雷', '把 T-3 改到 11月30日')
    await world.client.clock({ advance: 'PT3M' })
    expect((await inGroup('李雷', '撤销'))[0]?.text).toContain('已超过 2 分钟')
  })

  test('帮助 by role, and did-you-mean with at most three buttons', async () => {
    const [manager] = await privately('李雷', '帮助')
    const [observer] = await privately('陈亮', '帮助')
    expect(manager?.text).toContain('新建项目')
    expect(observer?.text).not.toContain('新建项目')
    const [suggestion] = await inGroup('李雷', '新见任务 海报延展 明天')
    expect(suggestion?.title).toBe('没有「新见任务」,是「新建任务」吗?')
    expect(labels(suggestion).length).toBeLessThanOrEqual(3)
    expect(labels(suggestion)[0]).toBe('新建任务 海报延展 2026-11-24(周二)')
  })

  test('roles are denied by default', async () => {
    expect((await inGroup('陈亮', '新建任务 测试'))[0]?.text).toContain('需要「编辑计划与派发任务」权限,可找 李雷')
    expect((await inGroup('赵倩', '新建项目 私活 12月1日到12月3日'))[0]?.text).toContain('需要「新建项目」权限')
    const [vendor] = await privately('吴迪', 'P-101 预算')
    expect(vendor?.text).not.toContain('150,000')
    expect((await privately('孙浩', '自检'))[0]?.title).toBe('自检')
    expect((await privately('赵倩', '自检'))[0]?.text).toContain('需要「系统管理」权限')
  })

  test('groups: small talk, other people’s mentions and @所有人 stay unanswered', async () => {
    await world.client.clock({ advance: 'PT11M' })
    expect(await world.ask(GROUP, '李雷', '今天天气不错')).toHaveLength(0)
    expect(await world.ask(GROUP, '李雷', '@赵倩 新建任务 海报')).toHaveLength(0)
    expect(await world.ask(GROUP, '李雷', '新建任务 未提及')).toHaveLength(0)
  })

  test('演示 loads a sample project, once', async () => {
    const [demo] = await privately('李雷', '演示')
    expect(demo?.title).toContain('演示·新品上市')
    expect(demo?.image).toBeDefined()
    const [second] = await privately('李雷', '演示')
    expect(second?.title).toBe(demo?.title)
  })

  test('the working morning brings what is due or overdue, once, and not to those without', async () => {
    await world.client.clock({ now: '2026-11-30T09:30:00+08:00' })
    await world.client.idle()
    const digest = (await world.client.botMessages('赵倩')).filter(({ text }) => text.includes('今天到期'))
    expect(digest).toHaveLength(1)
    expect(digest[0]?.text).toContain('T-3 海报延展')
    expect((await world.client.botMessages('钱芳')).filter(({ text }) => text.startsWith('早上好'))).toHaveLength(0)
  })

  test('after all of it the audit chain is whole and nothing waits', async () => {
    expect((await inGroup('李雷', '审计 校验'))[0]?.text).toContain('审计链完整')
    const health = await (await fetch(`${world.address}/healthz`)).json()
    expect(health).toMatchObject({ status: 'ok', outbox: { waiting: 0, dead: 0 }, inboxWaiting: 0 })
  })
})

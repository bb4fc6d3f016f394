/** The service is stopped and started again over the same data: what was agreed is still there, and time goes on. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { press } from '../support/seen.ts'
import { startWorld } from '../support/world.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'mems-restart-'))
afterAll(() => rmSync(dataDir, { recursive: true }))

test('a restart forgets nothing, sends nothing unasked, and its clock does not fall behind what is stored', async () => {
  const first = await startWorld({ dataDir, now: '2027-03-01T10:00:00+08:00' })
  const [draft] = await first.ask('双12项目群', '李雷', '@营销助手 新建项目 春季上新 3月10日到3月30日 预算15万')
  await press(first.client, draft, '李雷', '创建')
  await first.ask('双12项目群', '李雷', '@营销助手 甘特图')
  await first.client.clock({ advance: 'P1D' })
  await first.ask('李雷', '李雷', '新建任务 主视觉设计 给赵倩 周五前')
  await first.close()

  const second = await startWorld({ dataDir, now: '' })
  try {
    expect((await second.client.state()).clock.slice(0, 10)).toBe('2027-03-02')
    const [tasks] = await second.ask('赵倩', '赵倩', '我的任务')
    expect(tasks?.text).toContain('T-1')
    const [decided] = await second.ask('王敏', '王敏', '同意 A-1')
    expect(decided?.text).toContain('已同意 A-1')
    expect(await second.client.botMessages('双12项目群')).toHaveLength(0)
    expect((await second.client.botMessages('李雷')).map(({ kind }) => kind)).toEqual(['text'])
  } finally {
    await second.close()
  }
})

/** The organisation's own words: who keeps them, what may be one, and that every change can be taken back. */
import { describe, expect, test } from 'vitest'
import { BotWorld, only } from '../../../support/bot-world.ts'

const press = (world: BotWorld, who: string, action: string, args: Record<string, string>) =>
  world.press(who, 'om_any', { action, args })
const synonym = (world: BotWorld, spoken: string, meaning: string, who = '孙浩') =>
  press(world, who, 'words.synonym', { spoken, meaning })
const nickname = (world: BotWorld, spoken: string, person: string) =>
  press(world, '孙浩', 'words.nickname', { spoken, person })
const macro = (world: BotWorld, spoken: string, line: string) => press(world, '孙浩', 'words.macro', { spoken, line })
const undo = (world: BotWorld) => press(world, '孙浩', 'undo', {})
const dictionary = async (world: BotWorld, who: string) => press(world, who, 'words.list', {})
const kept = (world: BotWorld) => world.state.words.where().map(({ kind, spoken, meaning }) => [kind, spoken, meaning])

describe('an administrator adds', () => {
  test('a synonym', async () => {
    const world = await BotWorld.open()
    expect((await synonym(world, ' 派活 ', '派给')).toast).toBe('已保存同义词: 派活 → 派给')
    expect(kept(world)).toEqual([['synonym', '派活', '派给']])
    expect(world.state.audit.where().at(-1)).toMatchObject({
      event: 'words.synonym',
      outcome: 'success',
      objectRef: '派活',
    })
  })

  test('a nickname, told by the person’s name', async () => {
    const world = await BotWorld.open()
    expect((await nickname(world, '阿涛', 'zhoutao')).toast).toBe('已保存昵称: 阿涛 → 周涛')
    expect(kept(world)).toEqual([['nickname', '阿涛', 'zhoutao']])
  })

  test('a shortcut', async () => {
    const world = await BotWorld.open()
    expect((await macro(world, '周会', '新建任务 周会纪要 明天')).toast).toContain('周会 → 新建任务 周会纪要 明天')
    expect(kept(world)).toEqual([['macro', '周会', '新建任务 周会纪要 明天']])
  })

  test('by a typed line', async () => {
    const world = await BotWorld.open()
    await world.say('孙浩', 'private', '同义词 派活=派给')
    await world.say('孙浩', 'private', '昵称 阿涛＝周涛')
    await world.say('孙浩', 'private', '快捷指令 周会=新建任务 周会纪要 明天')
    expect(kept(world)).toEqual([
      ['synonym', '派活', '派给'],
      ['nickname', '阿涛', 'zhoutao'],
      ['macro', '周会', '新建任务 周会纪要 明天'],
    ])
  })

  test('another meaning for the same word, which says what it was', async () => {
    const world = await BotWorld.open()
    await synonym(world, '派活', '派给')
    expect((await synonym(world, '派活', '完成')).toast).toBe('已保存同义词: 派活 → 完成(原来是 派给)')
    expect(kept(world)).toEqual([['synonym', '派活', '完成']])
  })

  test('a synonym of a synonym, which keeps its meaning when the other goes', async () => {
    const world = await BotWorld.open()
    await synonym(world, '派活', '派给')
    await synonym(world, '甩活', '派活')
    await press(world, '孙浩', 'words.remove', { spoken: '派活' })
    expect(kept(world)).toEqual([['synonym', '甩活', '派给']])
  })
})

test.each(['李雷', '王敏', '韩梅', '吴迪', '陈亮'])('%s may not', async (who) => {
  const world = await BotWorld.open()
  expect((await synonym(world, '派活', '派给', who)).toast).toContain('系统管理')
  expect(kept(world)).toEqual([])
})

describe('refused, and nothing is kept:', () => {
  test.each([
    ['好', '派给', '不能作为词'],
    ['12', '派给', '不能作为词'],
    ['T-3', '派给', '不能作为词'],
    ['派=活', '派给', '不能作为词'],
    ['一二三四五六七八九十一二三四五六七八九十一', '派给', '不能作为词'],
    ['好的', '派给', '已经有别的意思'],
    ['确认', '同意', '已经有别的意思'],
    ['谢谢', '同意', '已经有别的意思'],
    ['赵倩', '派给', '已经有别的意思'],
    ['完成', '派给', '已经是「完成」的说法'],
    ['分配给', '分配给', '已经是'],
    ['派活', '派送给', '相近的有:'],
    ['派活', '吃火锅', '没有我懂的动词'],
  ])('同义词 %s=%s', async (spoken, meaning, sentence) => {
    const world = await BotWorld.open()
    expect((await synonym(world, spoken, meaning)).toast).toContain(sentence)
    expect(kept(world)).toEqual([])
  })

  test('near verbs are named', async () => {
    const world = await BotWorld.open()
    expect((await synonym(world, '派活', '派给他')).toast).toContain('派给')
  })

  test.each([
    ['赵倩', 'zhoutao', '已经有别的意思'],
    ['完成', 'zhoutao', '已经是'],
  ])('昵称 %s', async (spoken, person, sentence) => {
    const world = await BotWorld.open()
    expect((await nickname(world, spoken, person)).toast).toContain(sentence)
    expect(kept(world)).toEqual([])
  })

  test.each([
    ['周会', '周会 明天', '不能再指向'],
    ['周会', '吃火锅去', '没有我懂的动词'],
    ['周会', '新建任务 '.repeat(50), '最多 200 个字'],
  ])('快捷指令 %s=%s', async (spoken, line, sentence) => {
    const world = await BotWorld.open()
    expect((await macro(world, spoken, line)).toast).toContain(sentence)
    expect(kept(world)).toEqual([])
  })

  test('a shortcut that leads to another one, from either side', async () => {
    const world = await BotWorld.open()
    await macro(world, '周会', '新建任务 周会纪要 明天')
    expect((await macro(world, '例会', '周会 给赵倩')).toast).toContain('不能再指向')
    await macro(world, '开工', '我的任务 今天')
    expect((await macro(world, '我的任务 今天', '甘特图')).toast).toContain('不能再指向')
    expect(kept(world).map(([, spoken]) => spoken)).toEqual(['周会', '开工'])
  })

  test('what it means already', async () => {
    const world = await BotWorld.open()
    await synonym(world, '派活', '派给')
    expect((await synonym(world, '派活', '派给')).toast).toContain('没有变化')
  })

  test('removing what is not there', async () => {
    const world = await BotWorld.open()
    expect((await press(world, '孙浩', 'words.remove', { spoken: '派活' })).toast).toContain('词典里没有「派活」')
  })
})

describe('undo', () => {
  test('of a new word removes it', async () => {
    const world = await BotWorld.open()
    await synonym(world, '派活', '派给')
    expect((await undo(world)).toast).toBe('已撤销,「派活」恢复原样')
    expect(kept(world)).toEqual([])
  })

  test('of another meaning brings back the former one', async () => {
    const world = await BotWorld.open()
    await synonym(world, '派活', '派给')
    const before = world.state.words.get('派活')
    await synonym(world, '派活', '完成')
    await undo(world)
    expect(world.state.words.get('派活')).toEqual(before)
  })

  test('of a removal brings it back', async () => {
    const world = await BotWorld.open()
    await macro(world, '周会', '我的任务')
    await press(world, '孙浩', 'words.remove', { spoken: '周会' })
    expect(kept(world)).toEqual([])
    await undo(world)
    expect(kept(world)).toEqual([['macro', '周会', '我的任务']])
  })

  test('not over what somebody changed since', async () => {
    const world = await BotWorld.open({
      people: (people) => people.map((one) => (one.name === '王敏' ? { ...one, role: 'admin' as const } : one)),
    })
    await synonym(world, '派活', '派给')
    await synonym(world, '派活', '完成', '王敏')
    expect((await undo(world)).toast).toContain('之后又有变化')
    expect(kept(world)).toEqual([['synonym', '派活', '完成']])
  })
})

describe('the dictionary', () => {
  async function filled() {
    const world = await BotWorld.open()
    await synonym(world, '派活', '派给')
    await nickname(world, '阿涛', 'zhoutao')
    await macro(world, '周会', '新建任务 周会纪要 明天')
    return world
  }

  test('lists all words, people by their names', async () => {
    const list = only((await dictionary(await filled(), '韩梅')).shown)
    expect(list.text).toContain('同义词 | 派活 | 派给')
    expect(list.text).toContain('昵称 | 阿涛 | 周涛')
    expect(list.text).toContain('快捷指令 | 周会 | 新建任务 周会纪要 明天')
  })

  test('shows a vendor no names and no plans', async () => {
    const said = only((await dictionary(await filled(), '吴迪')).shown).text
    expect(said).toContain('派活')
    expect(said).not.toMatch(/周涛|周会/)
  })

  test('says how to begin where there are none', async () => {
    expect((await dictionary(await BotWorld.open(), '孙浩')).toast).toContain('同义词 派活=派给')
  })
})

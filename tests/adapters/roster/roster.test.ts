import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { explainRosterProblems, type Roster, readRoster } from '../../../src/adapters/roster/index.ts'
import { yuan } from '../../../src/domain/shared/money.ts'

const FILE = 'team.yaml'

function accepted(text: string): Roster {
  const roster = readRoster(text, FILE)
  if ('problems' in roster) throw new Error(explainRosterProblems(roster))
  return roster
}

/** `line:column English sentence` of each problem. */
function refused(text: string): string[] {
  const roster = readRoster(text, FILE)
  return 'problems' in roster ? roster.problems.map(({ line, column, en }) => `${line}:${column} ${en}`) : []
}

const SOUND = `organisation: 清泉饮料
people:
  - id: lilei
    name: 李雷
    role: 项目经理
    accounts: { feishu: ou_1 }
  - id: wangmin
    name: 王敏
    role: member
    duties: [审批人]
    accounts: { feishu: ou_2 }
  - id: wudi
    name: 吴迪
    role: 外部供应商
chats:
  - platform: feishu
    id: oc_1
    name: 项目群
    members: [lilei, 王敏]
approvals:
  - up_to: 1万
    approvers: [项目经理]
  - approvers: [王敏]
over_available: [wangmin]
`

/** The sound roster with one passage replaced; fails if the passage is not there. */
function withChange(from: string, to: string): string {
  if (!SOUND.includes(from)) throw new Error(`not in the roster: ${from}`)
  return SOUND.replace(from, to)
}

describe('a sound roster', () => {
  test('has everything that was written, and defaults for the rest', () => {
    expect(accepted(SOUND)).toEqual({
      organisation: { name: '清泉饮料' },
      botName: '营销助手',
      people: [
        {
          id: 'lilei',
          name: '李雷',
          nicknames: [],
          skills: [],
          role: 'project_manager',
          duties: [],
          accounts: [{ platform: 'feishu', id: 'ou_1' }],
          locale: 'zh-CN',
          active: true,
        },
        {
          id: 'wangmin',
          name: '王敏',
          nicknames: [],
          skills: [],
          role: 'member',
          duties: ['approver'],
          accounts: [{ platform: 'feishu', id: 'ou_2' }],
          locale: 'zh-CN',
          active: true,
        },
        {
          id: 'wudi',
          name: '吴迪',
          nicknames: [],
          skills: [],
          role: 'vendor',
          duties: [],
          accounts: [],
          locale: 'zh-CN',
          active: true,
        },
      ],
      chats: [{ platform: 'feishu', id: 'oc_1', name: '项目群', members: ['lilei', 'wangmin'] }],
      policy: {
        tiers: [{ upTo: yuan(10_000), approvers: ['project_manager'] }, { approvers: [{ personId: 'wangmin' }] }],
        overAvailable: [{ personId: 'wangmin' }],
      },
    })
  })

  test('may say more about organisation, bot, people and chats', () => {
    const roster = accepted(
      withChange('organisation: 清泉饮料', 'organisation: { name: 清泉, zone: Asia/Urumqi }\nbot: 小助手')
        .replace(
          'name: 李雷',
          'name: 李雷\n    title: 经理\n    department: 市场部\n    company: 星火\n    locale: en\n    active: 否',
        )
        .replace('name: 项目群', 'name: 007\n    project: P-101'),
    )
    expect(roster.organisation).toEqual({ name: '清泉', zone: 'Asia/Urumqi' })
    expect(roster.botName).toBe('小助手')
    expect(roster.people[0]).toMatchObject({
      title: '经理',
      department: '市场部',
      company: '星火',
      locale: 'en',
      active: false,
    })
    expect(roster.chats[0]).toMatchObject({ name: '007', project: 101 })
  })

  test('survives Windows line ends, a byte order mark and a list of one without brackets', () => {
    const plain = accepted(SOUND)
    expect(accepted(`\uFEFF${SOUND.replaceAll('\n', '\r\n')}`)).toEqual(plain)
    expect(accepted(withChange('over_available: [wangmin]', 'over_available: 王敏'))).toEqual(plain)
  })

  test.each([
    ['1万', yuan(10_000)],
    ['1.5万', yuan(15_000)],
    ['20万元', yuan(200_000)],
    ['1亿', yuan(100_000_000)],
    ['3千', yuan(3000)],
    ['8500', yuan(8500)],
    ['8,500.50', 850_050n],
    ['¥8500', yuan(8500)],
    ['0.000001万', 1n],
  ])('reads the amount %s', (written, fen) => {
    expect(accepted(withChange('1万', `"${written}"`)).policy.tiers[0]?.upTo).toBe(fen)
  })
})

describe('problems with line and column', () => {
  test.each([
    // Form
    ['organisation: 清泉饮料', 'organisation: 清泉饮料\nbots: x', '2:1 Unknown key “bots”'],
    ['    role: 项目经理', '    rolle: 项目经理\n    role: 项目经理', '5:5 Unknown key “rolle”'],
    ['    name: 李雷\n', '', '3:5 “name” is missing.'],
    ['    name: 李雷', '    name:', '4:10 “name” is empty.'],
    ['    name: 李雷', '    name: [李, 雷]', '4:11 “name” must be a text.'],
    ['    name: 李雷', `    name: "李\\n雷"`, '4:11 “name” is longer than'],
    ['    name: 李雷', '    name: 李雷\n    name: 李蕾', '5:5 “name” is given twice.'],
    ['    name: 李雷', '    name: &x 李雷\n    title: *x', '5:12 A roster may not use YAML anchors'],
    ['organisation: 清泉饮料\n', '', '1:1 “organisation” is missing.'],
    ['organisation: 清泉饮料', 'organisation: { name: x, zone: Mars/Base }', '1:32 There is no time zone “Mars/Base”'],
    ['organisation: 清泉饮料', 'organisation: { zone: Asia/Shanghai }', '1:15 “name” is missing.'],
    ['over_available: [wangmin]', '', '1:1 “over_available” is missing.'],
    // People
    ['id: wudi', 'id: Wu Di', '12:9 The id “Wu Di” may hold'],
    ['id: wudi', 'id: wangmin', '12:9 “wangmin” is already used in line 7'],
    ['name: 吴迪', 'name: 王敏', '13:11 “王敏” is already used in line 8'],
    ['name: 吴迪', 'name: wangmin', '13:11 “wangmin” is already used in line 7'],
    ['name: 吴迪', 'name: 营销助手', '13:11 “营销助手” is already used in line 1'],
    ['name: 吴迪', 'name: 项目经理', '13:11 “项目经理” is reserved'],
    ['ou_2', 'ou_1', '11:25 The account “ou_1” is already used in line 6'],
    ['ou_2', 'on_2', '11:25 “on_2” is no feishu account'],
    ['feishu: ou_2', 'fieshu: ou_2', '11:17 Unknown key “fieshu”'],
    ['role: member', 'role: boss', '9:11 “role” cannot be “boss”'],
    ['duties: [审批人]', 'duties: [审批人, 老板]', '10:19 “duties” cannot be “老板”'],
    // Chats
    ['platform: feishu', 'platform: icq', '16:15 “platform” cannot be “icq”'],
    ['id: oc_1', 'id: ou_1', '17:9 “ou_1” is no feishu chat'],
    ['members: [lilei, 王敏]', 'members: [lilei, 王明]', '19:22 Nobody in the roster is called “王明”.'],
    ['members: [lilei, 王敏]', 'members: [lilei, 李雷]', '19:22 “李雷” is listed twice'],
    ['members: [lilei, 王敏]', 'members: [lilei, 吴迪]', '19:22 “吴迪” has no feishu account'],
    ['members: [lilei, 王敏]', 'members: []', '19:14 “members” needs at least one entry.'],
    ['members: [lilei, 王敏]', 'members: [lilei]\n    project: 双12', '20:14 “双12” is no project number'],
    // Approvals
    ['up_to: 1万', 'up_to: 一万', '21:12 “一万” is no amount'],
    ['up_to: 1万', 'up_to: -1', '21:12 “-1” is no amount'],
    ['up_to: 1万', 'up_to: 0', '21:12 “0” is no amount'],
    ['up_to: 1万', 'up_to: 1.005', '21:12 “1.005” is no amount'],
    ['up_to: 1万', 'up_to: 10万块', '21:12 “10万块” is no amount'],
    [
      '  - approvers: [王敏]',
      '  - up_to: 5千\n    approvers: [王敏]\n  - approvers: [王敏]',
      '23:12 The amounts must grow',
    ],
    [
      '  - approvers: [王敏]',
      '  - up_to: 1万\n    approvers: [王敏]\n  - approvers: [王敏]',
      '23:12 The amounts must grow',
    ],
    ['  - approvers: [王敏]', '  - approvers: [王敏]\n  - approvers: [wangmin]', '23:5 Only the last tier'],
    ['  - approvers: [王敏]', '  - up_to: 2万\n    approvers: [王敏]', '23:12 The last tier must not have “up_to”'],
    ['  - approvers: [王敏]', '  - approvers: [王明]', '23:17 Nobody in the roster is called “王明”.'],
    ['  - approvers: [王敏]', '  - approvers: []', '23:16 “approvers” needs at least one entry.'],
    ['  - approvers: [王敏]', '  - approvers: [吴迪]', '23:17 “吴迪” cannot approve'],
    ['  - approvers: [王敏]', '  - approvers: [李雷]', '23:17 “李雷” cannot approve'],
    ['over_available: [wangmin]', 'over_available: [营销助手]', '24:18 Nobody in the roster is called “营销助手”.'],
  ])('%j → %j', (from, to, problem) => {
    const problems = refused(withChange(from, to))
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(problem)
  })

  test('somebody who left cannot approve', () => {
    const text = withChange('duties: [审批人]', 'duties: [审批人]\n    active: false')
    expect(refused(text)).toEqual([
      expect.stringContaining('24:17 “王敏” cannot approve'),
      expect.stringContaining('25:18 “wangmin” cannot approve'),
    ])
  })

  test('a chat is defined once', () => {
    const again = '  - { platform: feishu, id: oc_1, name: 又一个, members: [李雷] }\napprovals:'
    expect(refused(withChange('approvals:', again))).toEqual(['20:29 The chat “oc_1” is already defined in line 17.'])
  })

  test('all of them come at once, in order of the file', () => {
    const text = withChange('name: 李雷', 'name: 李雷\n    nick: 小李')
      .replace('role: member', 'role: boss')
      .replace('1万', '很多')
    expect(refused(text).map((problem) => problem.split(' ')[0])).toEqual(['5:5', '10:11', '22:12'])
  })

  test.each([
    ['a: [1', 'BAD_INDENT or bracket'],
    ['people:\n\t- id: x', 'tab'],
    ['organisation: a\n---\norganisation: b', 'two documents'],
    ['organisation: "open', 'quote'],
    ['organisation: !!bogus x', 'tag'],
  ])('syntax: %j (%s)', (text) => {
    const problems = refused(text)
    expect(problems.length).toBeGreaterThan(0)
    for (const problem of problems) expect(problem).toMatch(/^\d+:\d+ YAML syntax error: /)
  })

  test.each([
    ['', '1:1 The roster is empty.'],
    ['# nothing\n', '1:1 The roster is empty.'],
    ['hello', '1:1 “roster” must consist of “key: value” lines.'],
    ['- a\n- b', '1:1 “roster” must consist of “key: value” lines.'],
  ])('no roster at all: %j', (text, problem) => {
    expect(refused(text)).toEqual([problem])
  })

  test('an alias that contains itself does not hang', () => {
    expect(refused('people: &x [*x]').length).toBeGreaterThan(0)
  })

  test('are explained in Chinese and English under the name of the file', () => {
    const roster = readRoster(withChange('role: member', 'role: boss'), FILE)
    expect('problems' in roster && explainRosterProblems(roster)).toBe(
      [
        '花名册有 1 处问题，未采用 · 1 problem in the roster, which was not used:',
        '  team.yaml:9:11',
        '    「role」不能是「boss」，可用：admin、管理员、project_manager、项目经理、member、成员、vendor、外部供应商、observer、观察者。',
        '    “role” cannot be “boss”; possible: admin, 管理员, project_manager, 项目经理, member, 成员, vendor, 外部供应商, observer, 观察者.',
      ].join('\n'),
    )
  })
})

test('any damage to a roster is answered with problems, never with an exception', () => {
  const cut = fc.tuple(fc.nat(SOUND.length), fc.nat(40), fc.string({ unit: 'binary', maxLength: 8 }))
  fc.assert(
    fc.property(cut, ([start, length, put]) => {
      const result = readRoster(SOUND.slice(0, start) + put + SOUND.slice(start + length), FILE)
      if ('problems' in result) {
        expect(result.problems.length).toBeGreaterThan(0)
        for (const { line, column } of result.problems) expect(Math.min(line, column)).toBeGreaterThanOrEqual(1)
      } else {
        expect(result.people.length).toBeGreaterThan(0)
      }
    }),
    { numRuns: 500 },
  )
})

describe('examples/roster.yaml', () => {
  const path = join(import.meta.dirname, '../../../examples/roster.yaml')
  const roster = accepted(readFileSync(path, 'utf8'))
  const byName = new Map(roster.people.map((person) => [person.name, person]))
  const named = (ids: readonly string[]) => ids.map((id) => roster.people.find((person) => person.id === id)?.name)

  test('is the world of the acceptance dialogues', () => {
    expect(roster.organisation.name).toBe('清泉饮料')
    expect(roster.people.map(({ name, role }) => [name, role])).toEqual([
      ['李雷', 'project_manager'],
      ['王敏', 'project_manager'],
      ['钱芳', 'member'],
      ['赵倩', 'member'],
      ['韩梅', 'member'],
      ['韩梅梅', 'member'],
      ['周涛', 'member'],
      ['陈亮', 'observer'],
      ['吴迪', 'vendor'],
      ['孙浩', 'admin'],
    ])
    expect(byName.get('王敏')?.duties).toEqual(['approver'])
    expect(byName.get('钱芳')?.duties).toEqual(['finance', 'approver'])
    expect(byName.get('吴迪')?.company).toBe('星火印刷')
    expect(roster.people.filter(({ nicknames }) => nicknames.includes('小韩')).map(({ name }) => name)).toEqual([
      '韩梅',
      '韩梅梅',
    ])
  })

  test('gives everybody a Feishu account first, some a second elsewhere, and the groups their members', () => {
    for (const { accounts } of roster.people)
      expect(accounts[0]).toEqual({ platform: 'feishu', id: expect.stringMatching(/^ou_[0-9a-f]{32}$/) })
    const further = roster.people.flatMap(({ name, accounts }) =>
      accounts.slice(1).map(({ platform }) => [name, platform]),
    )
    expect(further).toEqual([
      ['李雷', 'dingtalk'],
      ['钱芳', 'wecom'],
      ['赵倩', 'dingtalk'],
      ['韩梅', 'wecom'],
      ['韩梅梅', 'wecom'],
      ['吴迪', 'wecom'],
      ['孙浩', 'dingtalk'],
    ])
    expect(roster.chats.map(({ platform, name, members }) => [platform, name, named(members)])).toEqual([
      ['feishu', '双12项目群', ['李雷', '王敏', '赵倩', '韩梅', '韩梅梅', '周涛', '陈亮']],
      ['feishu', '市场管理群', ['王敏', '钱芳', '李雷', '周涛']],
      ['dingtalk', '双12钉钉群', ['李雷', '赵倩', '孙浩']],
      ['wecom', '双12企微群', ['钱芳', '韩梅', '韩梅梅', '吴迪']],
    ])
  })

  test('has the approval policy of the world', () => {
    const both = [{ personId: 'wangmin' }, { personId: 'qianfang' }]
    expect(roster.policy).toEqual({
      tiers: [
        { upTo: yuan(10_000), approvers: ['project_manager'] },
        { upTo: yuan(200_000), approvers: [{ personId: 'wangmin' }] },
        { approvers: both },
      ],
      overAvailable: both,
    })
  })
})

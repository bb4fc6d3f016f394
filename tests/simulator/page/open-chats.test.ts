import { describe, expect, it } from 'vitest'
import type { Chat } from '../../../src/simulator/page/api/types.ts'
import { columnsOf, openChat, opened } from '../../../src/simulator/page/state/open-chats.ts'

const chat = (platform: string, id: string, type: Chat['type'] = 'group'): Chat => ({
  platform,
  id,
  name: id,
  type,
  members: [],
})
const [privately, team, board, ding, wecom] = [
  chat('feishu', 'p', 'private'),
  chat('feishu', 'team'),
  chat('feishu', 'board'),
  chat('dingtalk', 'cid'),
  chat('wecom', 'wr', 'private'),
]
const CHATS = [privately, team, board, ding, wecom]

describe('which chats are open', () => {
  it('the first wanted one that is there, else a group, else anything', () => {
    expect(openChat(CHATS, ['feishu:gone', 'dingtalk:cid', 'feishu:board'])).toBe(ding)
    expect(openChat(CHATS, [])).toBe(team)
    expect(openChat([wecom], [])).toBe(wecom)
    expect(openChat([], [])).toBeUndefined()
  })

  it('one of each platform, in the order of the platforms', () => {
    expect(columnsOf(CHATS, ['wecom:wr', 'feishu:board'])).toEqual([
      { platform: 'feishu', chats: [privately, team, board], chat: board },
      { platform: 'dingtalk', chats: [ding], chat: ding },
      { platform: 'wecom', chats: [wecom], chat: wecom },
    ])
  })

  it('opening another leaves those of other platforms open', () => {
    expect(opened(['feishu:team', 'dingtalk:cid'], 'feishu:board')).toEqual(['feishu:board', 'dingtalk:cid'])
    expect(opened(['feishu:team', 'dingtalk:cid'], 'dingtalk:cid')).toEqual(['dingtalk:cid', 'feishu:team'])
  })
})

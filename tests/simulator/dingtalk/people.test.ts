import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  APP,
  at,
  type Client,
  call,
  GROUP,
  PNG,
  type Running,
  run,
  TO_GROUP,
  TO_PEOPLE,
  textOf,
  toGroup,
  until,
} from './support.ts'

let sim: Running
let client: Client

beforeEach(async () => {
  sim = await run()
  client = await sim.connect()
})
afterEach(() => sim.stop())

/** The robot messages received once `count` of them are there. */
async function heard(count = 1): Promise<Record<string, unknown>[]> {
  await until('heard', () => client.robot.length === count)
  return client.robot.map(({ data }) => data)
}

describe('a message in a group', () => {
  it('has every field, without the mentions in its text', async () => {
    const id = sim.say('@营销助手 给@韩梅 加任务')
    const [data] = await heard()
    expect(data).toEqual({
      conversationId: GROUP,
      conversationTitle: '双12项目群',
      conversationType: '2',
      isInAtList: true,
      atUsers: [
        { dingtalkId: expect.stringMatching(/^\$:LWCP_v1:\$/) },
        { dingtalkId: expect.stringMatching(/^\$:LWCP_v1:\$/), staffId: 'u12' },
      ],
      chatbotCorpId: APP.corpId,
      chatbotUserId: expect.stringMatching(/^\$:LWCP_v1:\$/),
      msgId: id,
      senderNick: '李雷',
      isAdmin: false,
      senderStaffId: 'u1',
      senderCorpId: APP.corpId,
      senderPlatform: 'Mac',
      senderId: expect.stringMatching(/^\$:LWCP_v1:\$/),
      createAt: expect.any(Number),
      sessionWebhook: expect.stringContaining(`${sim.url}/robot/sendBySession?session=`),
      sessionWebhookExpiredTime: expect.any(Number),
      robotCode: APP.robotCode,
      msgtype: 'text',
      text: { content: ' 给 加任务' },
    })
    expect(at(data, 'atUsers', 0, 'dingtalkId')).toBe(data?.chatbotUserId)
    const lifetime = Number(data?.sessionWebhookExpiredTime) - Number(data?.createAt)
    expect(Math.round(lifetime / 60_000)).toBe(90)
  })

  it.each(['大家好', '@韩梅 看一下', '@所有人 开会'])(
    'that does not mention the robot is not heard: %s',
    async (text) => {
      sim.say(text)
      sim.say('@营销助手 在吗')
      expect((await heard()).map(({ text }) => text)).toEqual([{ content: ' 在吗' }])
    },
  )

  it('of an outsider has no staff id', async () => {
    sim.say('@营销助手 你好', { from: 'out' })
    const [data] = await heard()
    expect(data).toMatchObject({ senderNick: '外部王', senderId: expect.any(String) })
    expect(data).not.toHaveProperty('senderStaffId')
    expect(data).not.toHaveProperty('senderCorpId')
  })

  it('is not heard when the robot was removed', async () => {
    sim.platform.setBotPresent(GROUP, false)
    sim.say('@营销助手 一')
    sim.platform.setBotPresent(GROUP, true)
    sim.say('@营销助手 二')
    expect((await heard()).map(({ text }) => text)).toEqual([{ content: ' 二' }])
  })

  it('mentions the longest name that fits', async () => {
    sim.say('@营销助手@韩梅梅 在吗')
    expect((await heard())[0]).toMatchObject({ text: { content: '梅 在吗' } })
  })
})

describe('a private message', () => {
  it('is always heard, with its mentions as words', async () => {
    sim.say('提醒@韩梅', { chat: sim.privateChat('li') })
    const [data] = await heard()
    expect(data).toMatchObject({ conversationType: '1', text: { content: '提醒@韩梅' }, senderStaffId: 'u1' })
    expect(data).not.toHaveProperty('conversationTitle')
    expect(data).not.toHaveProperty('atUsers')
  })
})

describe('pictures and files', () => {
  it('alone in a private chat come with a downloadCode', async () => {
    const chat = sim.privateChat('li')
    sim.say('', { chat, file: { name: 'a.png', bytes: PNG } })
    sim.say('', { chat, file: { name: '方案.pdf', bytes: Buffer.from('pdf') } })
    const [picture, file] = await heard(2)
    expect(picture).toMatchObject({
      msgtype: 'picture',
      content: { downloadCode: expect.any(String), pictureDownloadCode: expect.any(String) },
    })
    expect(file).toMatchObject({
      msgtype: 'file',
      content: {
        fileName: '方案.pdf',
        downloadCode: expect.any(String),
        fileId: expect.any(String),
        spaceId: expect.any(String),
      },
    })
  })

  it("with words in a group are a richText, in which the robot's name stays, glued to what follows", async () => {
    sim.say('@营销助手 上传 @韩梅', { file: { name: 'a.png', bytes: PNG } })
    const [data] = await heard()
    expect(data).toMatchObject({
      msgtype: 'richText',
      content: {
        richText: [
          { text: '@营销助手' },
          { text: '上传 ' },
          { type: 'at', atName: '@韩梅', atUserId: expect.any(String) },
          { type: 'picture', downloadCode: expect.any(String), pictureDownloadCode: expect.any(String) },
        ],
      },
    })
  })

  it('of groups are not heard when they cannot mention the robot', async () => {
    sim.say('', { file: { name: 'a.png', bytes: PNG } })
    sim.say('', { file: { name: 'a.pdf', bytes: Buffer.from('pdf') } })
    sim.say('@营销助手 在吗')
    await heard(1)
    expect(sim.views().map(({ kind }) => kind)).toEqual(['image', 'file', 'text'])
  })

  it('are fetched by downloadCode, for ten minutes', async () => {
    sim.say('', { chat: sim.privateChat('li'), file: { name: 'a.png', bytes: PNG } })
    const content = (await heard())[0]?.content
    const body = { downloadCode: textOf(content, 'downloadCode'), robotCode: APP.robotCode }
    const url = textOf((await sim.api('POST', '/v1.0/robot/messageFiles/download', body)).body, 'downloadUrl')
    const fetched = await fetch(url)
    expect(fetched.headers.get('content-type')).toBe('image/png')
    expect(Buffer.from(await fetched.arrayBuffer())).toEqual(PNG)
    await sim.advance(600)
    expect((await call(url, 'GET')).status).toBe(403)
    expect(
      (await sim.api('POST', '/v1.0/robot/messageFiles/download', { ...body, downloadCode: 'x' })).body,
    ).toMatchObject({
      code: 'invalidParameter.downloadCode.invalid',
    })
  })
})

describe('a quote', () => {
  it('of a person says what was quoted', async () => {
    const replyTo = sim.say('预算多少')
    sim.say('@营销助手 查一下', { from: 'han', replyTo })
    const [data] = await heard()
    expect(data).toMatchObject({
      text: {
        content: ' 查一下',
        isReplyMsg: true,
        repliedMsg: {
          msgId: replyTo,
          msgType: 'text',
          senderNick: '李雷',
          createdAt: expect.any(Number),
          content: { text: '预算多少' },
        },
      },
      originalMsgId: replyTo,
    })
    expect(data).not.toHaveProperty('originalProcessQueryKey')
  })

  it('of the robot names the key under which it was sent', async () => {
    const sent = await sim.api('POST', TO_GROUP, toGroup('sampleText', { content: '请选择' }))
    const replyTo = sim.views()[0]?.id ?? ''
    sim.say('@营销助手 同意', { replyTo })
    const [data] = await heard()
    expect(data).toMatchObject({
      originalProcessQueryKey: textOf(sent.body, 'processQueryKey'),
      text: { repliedMsg: { msgType: 'text', senderId: data?.chatbotUserId, content: { text: '请选择' } } },
    })
  })

  it('with a picture stands inside the content', async () => {
    const body = { robotCode: APP.robotCode, userIds: ['u1'], msgKey: 'sampleText', msgParam: '{"content":"传图"}' }
    await sim.api('POST', TO_PEOPLE, body)
    const replyTo = sim.views()[0]?.id ?? ''
    sim.say('', { chat: sim.privateChat('li'), file: { name: 'a.png', bytes: PNG }, replyTo })
    expect((await heard())[0]).toMatchObject({
      msgtype: 'picture',
      content: { isReplyMsg: true, downloadCode: expect.any(String) },
    })
  })
})

describe('what a person cannot do', () => {
  it.each([
    ['speak where there is no chat', { chat: 'cidNowhere' }, 404],
    ['speak in a chat of others', { chat: 'private' }, 403],
    ['quote what was never said', { replyTo: 'msgx' }, 404],
    ['say nothing', { text: '' }, 400],
  ])('%s', (_name, { text = '你好', chat, replyTo }: { text?: string; chat?: string; replyTo?: string }, status) => {
    const where = chat === 'private' ? sim.privateChat('han') : (chat ?? GROUP)
    expect(() => sim.say(text, { chat: where, ...(replyTo ? { replyTo } : {}) })).toThrow(
      expect.objectContaining({ status }),
    )
  })
})

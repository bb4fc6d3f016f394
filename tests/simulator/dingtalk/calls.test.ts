import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { APP, at, call, GROUP, PNG, type Running, run, TO_GROUP, TO_PEOPLE, textOf, toGroup } from './support.ts'

let sim: Running
beforeEach(async () => {
  sim = await run()
})
afterEach(() => sim.stop())

const toPeople = (userIds: unknown, more: Record<string, unknown> = {}) => ({
  robotCode: APP.robotCode,
  userIds,
  msgKey: 'sampleText',
  msgParam: '{"content":"你好"}',
  ...more,
})

describe('the token', () => {
  it('is one for both families, and lives for two hours after it was last asked for', async () => {
    const token = await sim.token()
    const old = await call(`${sim.url}/gettoken?appkey=${APP.clientId}&appsecret=${APP.clientSecret}`, 'GET')
    expect(old.body).toEqual({ errcode: 0, access_token: token, errmsg: 'ok', expires_in: 7200 })
    await sim.advance(7000)
    expect(await sim.token()).toBe(token)
    await sim.advance(7199)
    expect((await withToken(token)).status).toBe(200)
    await sim.advance(2)
    expect((await withToken(token)).body).toMatchObject({ code: 'InvalidAuthentication' })
    expect(await sim.token()).not.toBe(token)
  })

  it('may be had with the id of the organisation', async () => {
    const body = { client_id: APP.clientId, client_secret: APP.clientSecret, grant_type: 'client_credentials' }
    expect((await call(`${sim.url}/v1.0/oauth2/${APP.corpId}/token`, 'POST', body)).body).toMatchObject({
      expires_in: 7200,
    })
    expect(await call(`${sim.url}/v1.0/oauth2/other/token`, 'POST', body)).toMatchObject({
      status: 500,
      body: { code: 'unknownError' },
    })
  })

  it('is refused for wrong credentials, in the words of each family', async () => {
    const wrong = await call(`${sim.url}/v1.0/oauth2/accessToken`, 'POST', { appKey: APP.clientId, appSecret: 'x' })
    expect(wrong).toMatchObject({
      status: 400,
      body: { code: 'invalidClientIdOrSecret', requestid: expect.any(String) },
    })
    const old = await call(`${sim.url}/gettoken?appkey=${APP.clientId}&appsecret=x`, 'GET')
    expect(old).toMatchObject({ status: 200, body: { errcode: 40096 } })
  })

  it('is missed, unknown, expired or revoked: HTTP 400 here, HTTP 200 with errcode 88 there', async () => {
    expect(await call(`${sim.url}${TO_GROUP}`, 'POST', {})).toMatchObject({
      status: 400,
      body: { code: 'AuthenticationFailed.MissingParameter' },
    })
    const token = await sim.token()
    const user = (access: string) =>
      call(`${sim.url}/topapi/v2/user/get?access_token=${access}`, 'POST', { userid: 'u1' })
    expect(await user('')).toMatchObject({ status: 200, body: { errcode: 88, sub_code: '40000' } })
    expect(await user('x')).toMatchObject({
      status: 200,
      body: {
        errcode: 88,
        errmsg: expect.stringMatching(/^ding talk error\[subcode=40014,submsg=/),
        sub_code: '40014',
        sub_msg: expect.any(String),
        request_id: expect.any(String),
      },
    })
    await sim.advance(7200)
    expect((await user(token)).body).toMatchObject({ errcode: 88, sub_code: '42001' })
    const second = await sim.token()
    sim.platform.revokeTokens()
    expect((await user(second)).body).toMatchObject({ sub_code: '40014' })
    expect((await withToken(second)).body).toMatchObject({ code: 'InvalidAuthentication' })
  })

  it('is read from its own place only', async () => {
    const token = await sim.token()
    const misplaced = await call(
      `${sim.url}${TO_GROUP}?access_token=${token}`,
      'POST',
      {},
      { authorization: `Bearer ${token}` },
    )
    expect(misplaced.body).toMatchObject({ code: 'AuthenticationFailed.MissingParameter' })
    const old = await call(
      `${sim.url}/topapi/v2/user/get`,
      'POST',
      { userid: 'u1' },
      { 'x-acs-dingtalk-access-token': token },
    )
    expect(old.body).toMatchObject({ errcode: 88, sub_code: '40000' })
  })
})

const withToken = (token: string) =>
  call(`${sim.url}${TO_GROUP}`, 'POST', toGroup('sampleText', { content: '好' }), {
    'x-acs-dingtalk-access-token': token,
  })

describe('a message to a group', () => {
  it.each([
    ['sampleText', { content: '你好' }],
    ['sampleMarkdown', { title: '标题', text: '**好**' }],
    ['sampleImageMsg', { photoURL: 'https://example.com/a.png' }],
    ['sampleLink', { title: '标题', text: '文', picUrl: 'https://a/b', messageUrl: 'https://a/c' }],
    ['sampleActionCard', { title: '标题', text: '文', singleTitle: '看', singleURL: 'https://a/c' }],
    [
      'sampleActionCard6',
      { title: '标题', text: '文', buttonTitle1: '是', buttonUrl1: 'u', buttonTitle2: '否', buttonUrl2: 'u' },
    ],
  ])('of %s answers a processQueryKey and nothing else', async (msgKey, param) => {
    const answer = await sim.api('POST', TO_GROUP, toGroup(msgKey, param))
    expect(answer).toMatchObject({ status: 200, body: { processQueryKey: expect.any(String) } })
    expect(sim.views()[0]).toMatchObject({ chat: GROUP, from: { id: 'bot', name: '营销助手', bot: true } })
  })

  it.each([
    ['no robotCode', { robotCode: '' }, 'invalidParameter.robotCode.empty'],
    ['the robot of another app', { robotCode: 'other' }, 'invalidParameter.robotCode.auth'],
    ['no group', { openConversationId: undefined }, 'miss.openConversationId'],
    ['an unknown group', { openConversationId: 'cidx' }, 'invalid.openConversationId'],
    ['no msgKey', { msgKey: '' }, 'invalidParameter.msgKey.empty'],
    ['an unknown msgKey', { msgKey: 'text' }, 'invalidParameter.msgKey.invalid'],
    ['an object as msgParam', { msgParam: { content: 'x' } }, 'invalidParameter.msgParam.invalid'],
    ['text that is no JSON', { msgParam: 'x' }, 'invalidParameter.msgParam.invalid'],
    ['a field that is missing', { msgParam: '{}' }, 'invalidParameter.msgParam.invalid'],
    [
      'a picture never uploaded',
      { msgKey: 'sampleImageMsg', msgParam: '{"photoURL":"@lADx"}' },
      'invalidParameter.msgParam.invalid',
    ],
    [
      'too many bytes',
      { msgParam: JSON.stringify({ content: '字'.repeat(4996) }) },
      'invalidParameter.msgParam.tooLong',
    ],
  ])('is refused for %s', async (_name, more, code) => {
    const answer = await sim.api('POST', TO_GROUP, toGroup('sampleText', { content: 'x' }, more))
    expect(answer).toMatchObject({ status: 400, body: { code, message: expect.any(String) } })
    expect(sim.views()).toEqual([])
  })

  it('may have 15,000 bytes of msgParam', async () => {
    const answer = await sim.api('POST', TO_GROUP, toGroup('sampleText', { content: `${'字'.repeat(4995)}x` }))
    expect(answer.status).toBe(200)
  })

  it('is refused where the robot is not', async () => {
    sim.platform.setBotPresent(GROUP, false)
    const answer = await sim.api('POST', TO_GROUP, toGroup('sampleText', { content: 'x' }))
    expect(answer.body).toMatchObject({ code: 'invalidParameter.robotCode.notExsit' })
  })
})

describe('a message to people', () => {
  it('names those whom it did not reach, with HTTP 200', async () => {
    const answer = await sim.api('POST', TO_PEOPLE, toPeople(['u1', 'nobody', 'x9', 'u12']))
    expect(answer).toMatchObject({
      status: 200,
      body: {
        processQueryKey: expect.any(String),
        invalidStaffIdList: ['nobody', 'x9'],
        flowControlledStaffIdList: [],
      },
    })
    expect(sim.views().map(({ chat }) => chat)).toEqual([sim.privateChat('li'), sim.privateChat('han')])
  })

  it.each([
    ['nobody', [], 'invalidParameter.userIds.empty'],
    ['more than 20', Array.from({ length: 21 }, (_, index) => `u${index}`), 'invalidParameter.userIds.overMax'],
  ])('is refused for %s', async (_name, userIds, code) => {
    expect((await sim.api('POST', TO_PEOPLE, toPeople(userIds))).body).toMatchObject({ code })
  })
})

describe('a recall', () => {
  it('takes a message from the group within 24 hours', async () => {
    const key = textOf(
      (await sim.api('POST', TO_GROUP, toGroup('sampleText', { content: '错' }))).body,
      'processQueryKey',
    )
    const later = textOf(
      (await sim.api('POST', TO_GROUP, toGroup('sampleText', { content: '对' }))).body,
      'processQueryKey',
    )
    const recall = (...processQueryKeys: string[]) =>
      sim.api('POST', '/v1.0/robot/groupMessages/recall', {
        robotCode: APP.robotCode,
        openConversationId: GROUP,
        processQueryKeys,
      })
    expect((await recall(key, 'x')).body).toEqual({
      successResult: [key],
      failedResult: { x: 'invalid.processQueryKey' },
    })
    expect(sim.views().map(({ text }) => text)).toEqual(['对'])
    await sim.advance(24 * 3600 + 1)
    expect((await recall(later)).body).toEqual({
      successResult: [],
      failedResult: { [later]: 'processQueryKey.expireTime' },
    })
  })

  it('takes a message from everybody to whom it went', async () => {
    const key = textOf((await sim.api('POST', TO_PEOPLE, toPeople(['u1', 'u12']))).body, 'processQueryKey')
    const answer = await sim.api('POST', '/v1.0/robot/otoMessages/batchRecall', {
      robotCode: APP.robotCode,
      processQueryKeys: [key],
    })
    expect(answer.body).toEqual({ successResult: [key], failedResult: {} })
    expect(sim.views()).toEqual([])
  })
})

describe('an upload', () => {
  const upload = async (type: string, name: string, bytes: Buffer) => {
    const form = new FormData()
    form.set('type', type)
    form.set('media', new Blob([new Uint8Array(bytes)]), name)
    return sim.old('/media/upload', form)
  }

  it('gives a mediaId that messages may show', async () => {
    const { body } = await upload('image', 'a.png', PNG)
    expect(body).toEqual({
      errcode: 0,
      errmsg: 'ok',
      type: 'image',
      media_id: expect.stringMatching(/^@lA/),
      created_at: expect.any(Number),
    })
    const photoURL = textOf(body, 'media_id')
    expect((await sim.api('POST', TO_GROUP, toGroup('sampleImageMsg', { photoURL }))).status).toBe(200)
    expect(sim.platform.medium(photoURL)).toMatchObject({ kind: 'image', mime: 'image/png', bytes: PNG })
    expect(sim.views()[0]).toMatchObject({
      kind: 'image',
      image: `/simulator/api/images/${encodeURIComponent(photoURL)}`,
    })
  })

  it.each([
    ['an unknown type', 'thing', 'a.png', PNG, 40004],
    ['a picture that is none', 'image', 'a.png', Buffer.from('text'), 40005],
    ['a file of another kind', 'file', 'a.exe', Buffer.from('x'), 40005],
    ['an empty file', 'file', 'a.pdf', Buffer.alloc(0), 400402],
    ['a voice above 2 MB', 'voice', 'a.amr', Buffer.alloc(2 * 1024 * 1024 + 1), 40006],
  ])('is refused for %s, with HTTP 200', async (_name, type, name, bytes, errcode) => {
    expect(await upload(type, name, bytes)).toMatchObject({ status: 200, body: { errcode } })
  })

  it('of a file can be sent', async () => {
    const mediaId = textOf((await upload('file', '方案.pdf', Buffer.from('pdf'))).body, 'media_id')
    await sim.api('POST', TO_GROUP, toGroup('sampleFile', { mediaId, fileName: '方案.pdf', fileType: 'pdf' }))
    expect(sim.views()[0]).toMatchObject({ kind: 'file', text: '方案.pdf' })
  })
})

describe('people', () => {
  it('are found by userid, unionid and name; outsiders are not', async () => {
    const li = await sim.old('/topapi/v2/user/get', { userid: 'u1', language: 'zh_CN' })
    expect(li.body).toMatchObject({
      errcode: 0,
      result: { userid: 'u1', unionid: 'union-1', name: '李雷', title: '市场总监' },
    })
    expect((await sim.old('/topapi/v2/user/get', { userid: 'x9' })).body).toMatchObject({ errcode: 60121 })
    expect((await sim.old('/topapi/user/getbyunionid', { unionid: 'union-1' })).body).toMatchObject({
      result: { contact_type: 0, userid: 'u1' },
    })
    expect(
      (await sim.api('POST', '/v1.0/contact/users/search', { queryWord: '韩', offset: 0, size: 10 })).body,
    ).toEqual({
      hasMore: false,
      totalCount: 1,
      list: ['u12'],
    })
  })

  it('are listed page by page', async () => {
    const first = await sim.old('/topapi/user/listsimple', { dept_id: 1, cursor: 0, size: 1 })
    expect(at(first.body, 'result')).toEqual({ list: [{ userid: 'u1', name: '李雷' }], has_more: true, next_cursor: 1 })
    const second = await sim.old('/topapi/user/listsimple', { dept_id: 1, cursor: 1, size: 1 })
    expect(at(second.body, 'result')).toEqual({ list: [{ userid: 'u12', name: '韩梅' }], has_more: false })
  })
})

describe('a wrong path', () => {
  it('is 404 in the new family, and errcode 22 in the old', async () => {
    expect(await sim.api('POST', '/v1.0/robot/nothing', {})).toMatchObject({
      status: 404,
      body: { code: 'InvalidAction.NotFound' },
    })
    expect(await sim.old('/topapi/v2/user/got')).toMatchObject({ status: 200, body: { errcode: 22 } })
  })
})

describe('a body that is no JSON', () => {
  it('is refused in the words of each family', async () => {
    const headers = { 'content-type': 'application/json', 'x-acs-dingtalk-access-token': await sim.token() }
    const answer = await fetch(`${sim.url}${TO_GROUP}`, { method: 'POST', headers, body: '{' })
    expect(await answer.json()).toMatchObject({ code: 'param.empty' })
  })
})

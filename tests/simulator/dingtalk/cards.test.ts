import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { APP, at, buttons, CARDS, CREATE, cardTo, DRAFT_TEMPLATE, GROUP, type Running, run, textOf } from './support.ts'

let sim: Running
beforeEach(async () => {
  sim = await run()
})
afterEach(() => sim.stop())

const create = (params: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  sim.api('POST', CREATE, cardTo(params, more))
const update = (outTrackId: string, more: Record<string, unknown>) => sim.api('PUT', CARDS, { outTrackId, ...more })
const BY_KEY = { cardUpdateOptions: { updateCardDataByKey: true, updatePrivateDataByKey: true } }
const view = () => sim.views()[0]
const robotModel = { imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT', robotCode: APP.robotCode } }

describe('a card', () => {
  it('answers with a result for the space and a carrierId', async () => {
    const { body } = await create({ title: '待审批' }, { outTrackId: 'a-1' })
    expect(body).toEqual({
      success: true,
      result: {
        outTrackId: 'a-1',
        deliverResults: [
          { spaceType: 'IM_GROUP', spaceId: GROUP, success: true, carrierId: expect.any(String), errorMsg: '' },
        ],
      },
    })
    expect(view()).toMatchObject({ kind: 'card', title: '待审批', chat: GROUP, from: { bot: true } })
  })

  it.each([
    ['no template', { cardTemplateId: '' }, 'param.cardTemplateIdEmpty'],
    ['a template that does not exist', { cardTemplateId: 'x.schema' }, 'param.templateNotExist'],
    ['a template that was never published', { cardTemplateId: DRAFT_TEMPLATE }, 'param.templateUnpublished'],
    ['no outTrackId', { outTrackId: '' }, 'param.outTrackIdEmpty'],
    ['no data', { cardData: undefined }, 'param.cardPublicDataEmpty'],
    ['a value that is no text', { cardData: { cardParamMap: { title: 1 } } }, 'param.cardDataInvalid'],
    ['a list as value', { cardData: { cardParamMap: { buttons: [] } } }, 'param.cardDataInvalid'],
    ['a name above 100 bytes', { cardData: { cardParamMap: { ['字'.repeat(34)]: 'x' } } }, 'param.cardDataInvalid'],
    ['a space of another form', { openSpaceId: GROUP }, 'param.openSpaceIdInvalid'],
    ['an unknown kind of space', { openSpaceId: `dtv1.card//ONE_BOX.${GROUP}` }, 'param.openSpaceIdInvalid'],
    ['private data of nobody', { privateData: { nobody: { cardParamMap: {} } } }, 'param.userIdNotExist'],
    ['an unknown callbackType', { callbackType: 'stream' }, 'param.callbackTypeInvalid'],
  ])('is refused for %s', async (_name, more, code) => {
    expect(await create({ title: 'x' }, more)).toMatchObject({ status: 400, body: { code } })
    expect(sim.views()).toEqual([])
  })

  it('is refused for an outTrackId that was used', async () => {
    await create({ title: '一' }, { outTrackId: 'same' })
    expect((await create({ title: '二' }, { outTrackId: 'same' })).body).toMatchObject({
      code: 'param.cardAlreadyExist',
    })
    expect(sim.views()).toHaveLength(1)
  })

  it('fails space by space, with HTTP 200', async () => {
    const openSpaceId = `dtv1.card//im_group.${GROUP};im_robot.u1;dtv1.card//IM_ROBOT.nobody;IM_GROUP.cidx`
    const { status, body } = await create({ title: 'x' }, { openSpaceId, ...robotModel })
    expect(status).toBe(200)
    expect(at(body, 'result', 'deliverResults')).toMatchObject([
      { success: true },
      { spaceType: 'IM_ROBOT', spaceId: 'u1', success: true },
      { success: false, errorMsg: expect.stringMatching(/./), carrierId: '' },
      { success: false },
    ])
    expect(sim.views().map(({ chat }) => chat)).toEqual([GROUP, sim.privateChat('li')])
  })

  it.each([
    ['the deliver model', { imGroupOpenDeliverModel: undefined }],
    ['the right robot', { imGroupOpenDeliverModel: { robotCode: 'other' } }],
  ])('is not delivered without %s', async (_name, more) => {
    const { body } = await create({ title: 'x' }, more)
    expect(at(body, 'result', 'deliverResults', 0)).toMatchObject({ success: false, errorMsg: 'robotCode is illegal' })
    expect(sim.views()).toEqual([])
  })

  it('may be created first and delivered later', async () => {
    const { outTrackId, openSpaceId, imGroupOpenDeliverModel, ...card } = cardTo({ title: '两步' })
    expect((await sim.api('POST', CARDS, { ...card, outTrackId })).body).toEqual({ success: true, result: outTrackId })
    expect(sim.views()).toEqual([])
    const deliver = { outTrackId, openSpaceId, imGroupOpenDeliverModel }
    const { body } = await sim.api('POST', `${CARDS}/deliver`, deliver)
    expect(body).toMatchObject({ success: true, result: [{ success: true }] })
    expect(view()).toMatchObject({ title: '两步' })
  })

  it('calls members of the group by the list of its delivery', async () => {
    const imGroupOpenDeliverModel = { robotCode: APP.robotCode, atUserIds: { u12: '韩梅', x9: '外部王', nobody: '谁' } }
    await create({ title: 'x' }, { imGroupOpenDeliverModel })
    expect(view()).toMatchObject({ mentions: ['han'] })
  })

  it('is recalled by its carrierId', async () => {
    const carrierId = textOf((await create({ title: 'x' })).body, 'result', 'deliverResults', 0, 'carrierId')
    const body = { robotCode: APP.robotCode, openConversationId: GROUP, processQueryKeys: [carrierId] }
    expect((await sim.api('POST', '/v1.0/robot/groupMessages/recall', body)).body).toMatchObject({
      successResult: [carrierId],
    })
    expect(sim.views()).toEqual([])
  })

  it('keeps values as large as they are, unless the documented limit is set', async () => {
    const params = { title: 'x', body: '字'.repeat(342) }
    expect((await create(params)).status).toBe(200)
    const strict = await run({ app: { cardValueBytes: 1024 } })
    expect((await strict.api('POST', CREATE, cardTo(params))).body).toMatchObject({ code: 'param.cardDataInvalid' })
    await strict.stop()
  })
})

describe('an update', () => {
  it('without the flags replaces everything', async () => {
    await create({ title: '待审批', body: '海报', tag: '急' }, { outTrackId: 'a' })
    expect((await update('a', { cardData: { cardParamMap: { title: '已通过' } } })).body).toEqual({
      success: true,
      result: true,
    })
    expect(view()).toMatchObject({ title: '已通过', text: '', editedAt: expect.any(String) })
  })

  it('with the flags changes what is named', async () => {
    await create({ title: '待审批', body: '海报', tag: '急' }, { outTrackId: 'a' })
    await update('a', { cardData: { cardParamMap: { title: '已通过' } }, ...BY_KEY })
    expect(view()).toMatchObject({ title: '已通过', text: '急\n海报' })
  })

  it('changes the card in every chat', async () => {
    const openSpaceId = `dtv1.card//IM_GROUP.${GROUP};IM_ROBOT.u1`
    await create({ title: '待审批' }, { outTrackId: 'a', openSpaceId, ...robotModel })
    const edited: string[] = []
    sim.feed.listen((change) => {
      if (change.kind === 'message' && change.change === 'edited') edited.push(change.chat)
    })
    await update('a', { cardData: { cardParamMap: { title: '已通过' } } })
    expect(sim.views().map(({ title }) => title)).toEqual(['已通过', '已通过'])
    expect(edited).toEqual([GROUP, sim.privateChat('li')])
  })

  it('is refused for a card that does not exist', async () => {
    expect((await update('nothing', { cardData: { cardParamMap: {} } })).body).toMatchObject({
      code: 'param.cardNotExist',
    })
  })
})

describe('private data', () => {
  it('hides the public value of the same name, for its viewer alone', async () => {
    const privateData = { u1: { cardParamMap: { tag: '待你审批', buttons: buttons('agree') } } }
    await create({ title: '海报', tag: '审批中', buttons: '[]' }, { privateData })
    const id = view()?.id ?? ''
    expect(sim.platform.viewFor(id, 'li')).toMatchObject({ text: '待你审批', buttons: [{ id: 'agree' }] })
    expect(sim.platform.viewFor(id, 'han')).toMatchObject({ text: '审批中', buttons: [] })
    expect(view()).toMatchObject({ text: '审批中', buttons: [] })
  })

  it('shows in the private chat of its viewer', async () => {
    const openSpaceId = 'dtv1.card//IM_ROBOT.u1'
    await create(
      { title: '海报' },
      { openSpaceId, ...robotModel, privateData: { u1: { cardParamMap: { tag: '待你审批' } } } },
    )
    expect(view()).toMatchObject({ text: '待你审批' })
  })

  it('is updated by key or replaced, for the people who are named', async () => {
    const privateData = { u1: { cardParamMap: { tag: '甲', notice: '一' } }, u12: { cardParamMap: { tag: '乙' } } }
    await create({ title: '海报' }, { outTrackId: 'a', privateData })
    const seen = (person: string) => sim.platform.viewFor(view()?.id ?? '', person)?.text
    await update('a', { privateData: { u1: { cardParamMap: { notice: '二' } } }, ...BY_KEY })
    expect([seen('li'), seen('han')]).toEqual(['甲\n二', '乙'])
    await update('a', { privateData: { u1: { cardParamMap: { notice: '三' } } } })
    expect([seen('li'), seen('han')]).toEqual(['三', '乙'])
  })

  it('may be given by unionId', async () => {
    await create({ title: '海报' }, { userIdType: 2, privateData: { 'union-1': { cardParamMap: { tag: '甲' } } } })
    expect(sim.platform.viewFor(view()?.id ?? '', 'li')).toMatchObject({ text: '甲' })
  })

  it('and recipients: others do not see the card at all', async () => {
    const imGroupOpenDeliverModel = { robotCode: APP.robotCode, recipients: ['u1'] }
    await create({ title: '海报' }, { imGroupOpenDeliverModel })
    const id = view()?.id ?? ''
    expect(sim.platform.viewFor(id, 'li')).toMatchObject({ title: '海报' })
    expect(sim.platform.viewFor(id, 'han')).toBeUndefined()
  })
})

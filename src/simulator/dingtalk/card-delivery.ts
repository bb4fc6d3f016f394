import { type Json, recordAt, stringAt } from '../json.ts'
import type { CardInstance } from './cards.ts'
import type { DingtalkContext } from './context.ts'
import { ApiRefusal } from './errors.ts'
import { freshKey } from './ids.ts'
import { stringsAt } from './read.ts'

const PREFIX = 'dtv1.card//'

interface Space {
  type: 'IM_GROUP' | 'IM_ROBOT'
  id: string
}

export interface DeliverResult {
  spaceType: string
  spaceId: string
  success: boolean
  carrierId: string
  errorMsg: string
}

/** `dtv1.card//IM_GROUP.cid…;IM_ROBOT.userId`, in either case; the prefix may be repeated. Throws for anything else. */
export function spacesOf(openSpaceId: string): Space[] {
  if (!openSpaceId.startsWith(PREFIX)) throw invalidSpace(openSpaceId)
  return openSpaceId.split(';').map((part) => {
    const [, type = '', id = ''] = /^(?:dtv1\.card\/\/)?([A-Za-z_]+)\.(.+)$/.exec(part) ?? []
    const upper = type.toUpperCase()
    if ((upper !== 'IM_GROUP' && upper !== 'IM_ROBOT') || id === '') throw invalidSpace(part)
    return { type: upper, id }
  })
}

/** Puts the card into each space. A space that does not work out fails on its own, with HTTP 200 around it. */
export function deliver(ctx: DingtalkContext, card: CardInstance, body: Json, spaces: Space[]): DeliverResult[] {
  return spaces.map((space) => {
    const { chatId, errorMsg, recipients, called } = placeOf(ctx, space, body)
    const carrierId = chatId === undefined ? '' : freshKey('')
    if (chatId !== undefined)
      ctx.messages.add({
        chatId,
        from: 'bot',
        body: { kind: 'card', outTrackId: card.outTrackId },
        sendKey: carrierId,
        called,
        ...(recipients.length > 0 ? { recipients } : {}),
      })
    return { spaceType: space.type, spaceId: space.id, success: chatId !== undefined, carrierId, errorMsg }
  })
}

interface Found {
  chatId: string | undefined
  errorMsg: string
  recipients: string[]
  called: string[]
}

function placeOf(ctx: DingtalkContext, space: Space, body: Json): Found {
  const model = recordAt(body, space.type === 'IM_GROUP' ? 'imGroupOpenDeliverModel' : 'imRobotOpenDeliverModel')
  const failed = (errorMsg: string): Found => ({ chatId: undefined, errorMsg, recipients: [], called: [] })
  if (stringAt(model, 'robotCode') !== ctx.app.robotCode) return failed('robotCode is illegal')
  if (space.type === 'IM_ROBOT') {
    const person = ctx.directory.employee(space.id)
    const chat = person && ctx.directory.privateChatOf(person)
    return chat ? { chatId: chat.id, errorMsg: '', recipients: [], called: [] } : failed('spaceId is illegal')
  }
  const group = ctx.directory.chat(space.id)
  if (group?.type !== 'group') return failed('spaceId is illegal')
  if (!group.botPresent) return failed('the robot is not in the group')
  const known = (userIds: string[]) => userIds.flatMap((userId) => ctx.directory.employee(userId)?.id ?? [])
  const recipients = known(stringsAt(model, 'recipients'))
  const called = known(Object.keys(recordAt(model, 'atUserIds'))).filter((id) => group.members.includes(id))
  return { chatId: group.id, errorMsg: '', recipients, called }
}

function invalidSpace(openSpaceId: string): ApiRefusal {
  return new ApiRefusal('param.openSpaceIdInvalid', { message: `param.openSpaceIdInvalid: ${openSpaceId}` })
}

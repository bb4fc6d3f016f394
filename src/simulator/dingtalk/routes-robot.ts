import type { FastifyInstance } from 'fastify'
import type { Json } from '../json.ts'
import { checkRobotMessage } from './check-robot.ts'
import type { DingtalkContext } from './context.ts'
import { ApiRefusal } from './errors.ts'
import { freshKey } from './ids.ts'
import type { StoredMessage } from './message-store.ts'
import { bodyOf, required, stringsAt } from './read.ts'

const MOST_PEOPLE = 20
const MOST_KEYS = 20
const RECALL_MS = 24 * 3_600_000

/** Robot messages to people and groups, their recall, and the files that people sent. */
export function robotRoutes(fastify: FastifyInstance, ctx: DingtalkContext): void {
  fastify.post('/v1.0/robot/oToMessages/batchSend', async (request) => {
    const body = bodyOf(request)
    checkRobot(ctx, body)
    const userIds = stringsAt(body, 'userIds')
    if (userIds.length === 0) throw new ApiRefusal('invalidParameter.userIds.empty', { message: '用户userId列表为空' })
    if (userIds.length > MOST_PEOPLE)
      throw new ApiRefusal('invalidParameter.userIds.overMax', { message: '用户userId列表超过最大限制100' })
    const message = checkRobotMessage(ctx.media, body)
    const processQueryKey = freshKey('')
    const invalid = userIds.filter((userId) => {
      const person = ctx.directory.employee(userId)
      const chat = person && ctx.directory.privateChatOf(person)
      if (chat) send(ctx, chat.id, message, processQueryKey)
      return !chat
    })
    return { processQueryKey, invalidStaffIdList: invalid, flowControlledStaffIdList: [] }
  })

  fastify.post('/v1.0/robot/groupMessages/send', async (request) => {
    const body = bodyOf(request)
    checkRobot(ctx, body)
    const group = groupOf(ctx, body)
    const processQueryKey = freshKey('')
    send(ctx, group.id, checkRobotMessage(ctx.media, body), processQueryKey)
    return { processQueryKey }
  })

  fastify.post('/v1.0/robot/otoMessages/batchRecall', async (request) => {
    const body = bodyOf(request)
    checkRobot(ctx, body)
    const keys = stringsAt(body, 'processQueryKeys')
    return recall(ctx, keys, (message) => ctx.directory.chat(message.chatId)?.type === 'private')
  })

  fastify.post('/v1.0/robot/groupMessages/recall', async (request) => {
    const body = bodyOf(request)
    checkRobot(ctx, body)
    const group = groupOf(ctx, body)
    return recall(ctx, stringsAt(body, 'processQueryKeys'), (message) => message.chatId === group.id)
  })

  fastify.post('/v1.0/robot/messageFiles/download', async (request) => {
    const body = bodyOf(request)
    checkRobot(ctx, body)
    const code = required(body, 'downloadCode', 'invalidParameter.downloadCode.empty')
    if (!ctx.media.get(code))
      throw new ApiRefusal('invalidParameter.downloadCode.invalid', { message: '无效的downloadCode' })
    return { downloadUrl: `${ctx.base()}/dingtalk/downloads/${ctx.media.openDownload(code)}` }
  })
}

function checkRobot(ctx: DingtalkContext, body: Json): void {
  const robotCode = required(body, 'robotCode', 'invalidParameter.robotCode.empty')
  if (robotCode !== ctx.app.robotCode)
    throw new ApiRefusal('invalidParameter.robotCode.auth', { message: 'robotCode 与应用的 appKey 不匹配' })
}

function groupOf(ctx: DingtalkContext, body: Json) {
  const id = required(body, 'openConversationId', 'miss.openConversationId')
  const chat = ctx.directory.chat(id)
  if (chat?.type !== 'group')
    throw new ApiRefusal('invalid.openConversationId', { message: '无效的openConversationId' })
  if (!chat.botPresent)
    throw new ApiRefusal('invalidParameter.robotCode.notExsit', { message: '机器人不存在，请检查机器人是否在群内' })
  return chat
}

function send(
  ctx: DingtalkContext,
  chatId: string,
  message: { msgKey: string; param: Json },
  processQueryKey: string,
): void {
  ctx.messages.add({ chatId, from: 'bot', body: { kind: 'robot', ...message }, sendKey: processQueryKey })
}

/** Within 24 hours of virtual time. */
function recall(ctx: DingtalkContext, keys: string[], isHere: (message: StoredMessage) => boolean) {
  if (keys.length === 0) throw new ApiRefusal('invalidParameter.processQueryKey.missing')
  if (keys.length > MOST_KEYS) throw new ApiRefusal('invalidParameter.processQueryKeys.overMax')
  const results = keys.map((key) => [key, recallOne(ctx, key, isHere)] as const)
  const failed = results.filter(([, reason]) => reason !== undefined)
  const successResult = results.flatMap(([key, reason]) => (reason === undefined ? [key] : []))
  return { successResult, failedResult: Object.fromEntries(failed) }
}

/** Why it failed, or undefined. */
function recallOne(ctx: DingtalkContext, key: string, isHere: (message: StoredMessage) => boolean): string | undefined {
  const messages = ctx.messages.bySendKey(key).filter(isHere)
  if (messages.length === 0) return 'invalid.processQueryKey'
  const now = ctx.clock.now().getTime()
  if (messages.some(({ createdAt }) => now - createdAt > RECALL_MS)) return 'processQueryKey.expireTime'
  for (const message of messages) ctx.messages.recall(message)
  return undefined
}

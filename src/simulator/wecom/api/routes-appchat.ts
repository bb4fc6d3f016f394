import type { FastifyInstance } from 'fastify'
import { freshId } from '../../ids.ts'
import { type Json, listAt, stringAt } from '../../json.ts'
import { readContent } from '../content.ts'
import type { WecomContext } from '../context.ts'
import { WecomError } from '../errors.ts'
import { messageId } from '../ids.ts'
import { bodyOf, ok } from './read.ts'
import type { Traffic } from './traffic.ts'

const CHAT_ID = /^[0-9a-zA-Z]{1,32}$/
const NAME_CHARACTERS = 50
const LEAST_MEMBERS = 2
const MOST_MEMBERS = 2000
const DAY = 86_400_000
const GROUPS_PER_DAY = 1000
const MINUTE = 60_000
const PER_MINUTE = 200

/** Groups that the app itself made. Nothing said there reaches anybody's bot, and they take no template cards. */
export function appChatRoutes(fastify: FastifyInstance, ctx: WecomContext, traffic: Traffic): void {
  fastify.post('/cgi-bin/appchat/create', async (request) => {
    const body = bodyOf(request)
    const members = membersOf(ctx, body)
    const chatid = chatIdOf(ctx, body)
    if (!ctx.limits.take('appchat', GROUPS_PER_DAY, DAY)) throw new WecomError(45009)
    const name = [...stringAt(body, 'name')].slice(0, NAME_CHARACTERS).join('')
    ctx.directory.addGroup(chatid, name || '群聊', members)
    return ok({ chatid })
  })

  fastify.post('/cgi-bin/appchat/send', async (request) => {
    const body = bodyOf(request)
    const chat = ctx.directory.chatById(stringAt(body, 'chatid'))
    if (!chat) throw new WecomError(86003)
    if (!chat.ofApp) throw new WecomError(86001)
    const content = readContent(body, 'appchat', ctx.media)
    // Beyond the limit the platform drops messages without an error.
    if (ctx.limits.take(`appchat ${chat.id}`, PER_MINUTE, MINUTE))
      traffic.act(request, () =>
        ctx.messages.add({ id: messageId(), chatId: chat.id, from: 'bot', route: 'app', body: content }),
      )
    return ok()
  })
}

function membersOf(ctx: WecomContext, body: Json) {
  const userIds = listAt(body, 'userlist').filter((userId) => typeof userId === 'string')
  const people = [...new Set(userIds.flatMap((userId) => ctx.directory.insider(userId) ?? []))]
  if (people.length < LEAST_MEMBERS || people.length > MOST_MEMBERS) throw new WecomError(40058, 'userlist')
  const owner = stringAt(body, 'owner')
  if (owner !== '' && !people.some((person) => person === ctx.directory.insider(owner)))
    throw new WecomError(40058, 'owner is not in userlist')
  return people
}

function chatIdOf(ctx: WecomContext, body: Json): string {
  const asked = stringAt(body, 'chatid')
  if (asked === '') return freshId('')
  if (!CHAT_ID.test(asked) || ctx.directory.chatById(asked)) throw new WecomError(86001)
  return asked
}

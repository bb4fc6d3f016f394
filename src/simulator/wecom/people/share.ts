import type { Json } from '../../json.ts'
import { Impossible } from '../../simulated-platform.ts'
import { messageEvent } from '../callback/events.ts'
import { messageNumber } from '../ids.ts'
import type { StoredMessage } from '../messages.ts'
import type { Node } from '../xml.ts'
import type { Parts } from './parts.ts'

/** What a person can send to the app beside texts and files. */
export type SharedThing =
  | { kind: 'location'; latitude: number; longitude: number; scale: number; label: string }
  | { kind: 'link'; title: string; description: string; url: string; picUrl: string }

/** A person sends a place or a link to the app; throws Impossible without an app. */
export function share({ ctx, app }: Parts, personId: string, thing: SharedThing): StoredMessage {
  const person = ctx.directory.personById(personId)
  const chat = person && ctx.directory.privateChatOf(person)
  if (!person || !chat) throw new Impossible(404, `no person ${personId}`)
  if (ctx.app.secret === '') throw new Impossible(422, 'there is no self-built app')
  const { kind, ...members } = thing
  const body: Json = { msgtype: kind, [kind]: members }
  const message = ctx.messages.add({ id: messageNumber(), chatId: chat.id, from: person.id, route: 'app', body })
  if (chat.botPresent) app.publish(messageEvent(ctx, person, kind, message.id, nodesOf(thing)))
  return message
}

function nodesOf(thing: SharedThing): Record<string, Node> {
  if (thing.kind === 'link') {
    const { title, description, url, picUrl } = thing
    return { Title: title, Description: description, Url: url, PicUrl: picUrl }
  }
  const { latitude, longitude, scale, label } = thing
  return { Location_X: latitude, Location_Y: longitude, Scale: scale, Label: label }
}

/** What is done for one frame of the Stream connection, and what it is answered with. */

import type { Clock } from '../../../domain/ports/clock.ts'
import { isRecord, type Json, parseJson } from '../../shared/json.ts'
import type { Refusals } from '../../shared/refusals.ts'
import { instant } from './decode.ts'
import type { Events } from './events.ts'
import { type Ack, type Frame, ok, TOPIC } from './frames.ts'

export interface Handled {
  ack: Ack
  /** To be called once the acknowledgement was handed to the socket. */
  delivered?: () => Promise<void>
}

/** Fails only if a message could not be stored: without an acknowledgement DingTalk sends it again. */
export type FrameHandler = (frame: Frame) => Promise<Handled>

export function createFrameHandler(ports: {
  events: Events
  refusals: Refusals
  clock: Clock
  seen: () => void
}): FrameHandler {
  const { events, refusals, clock, seen } = ports

  async function callback(frame: Frame, data: Json): Promise<Handled> {
    switch (frame.topic) {
      case TOPIC.robot:
        await events.message(data)
        return { ack: ok({ response: null }) }
      case TOPIC.card: {
        const at = instant(frame.time) ?? clock.now().toISOString()
        const { body, delivered } = await events.press(data, { id: frame.messageId, at })
        return { ack: ok({ response: body }), ...(delivered && { delivered }) }
      }
      default:
        return { ack: { code: 404, message: 'topic unknown', data: '{}' } }
    }
  }

  return async (frame) => {
    const data = parseJson(frame.data)
    if (!isRecord(data)) {
      await refusals.note('malformed', { topic: frame.topic.slice(0, 64) })
      return { ack: { code: 400, message: 'data is no JSON object', data: '{}' } }
    }
    seen()
    // Events of the organisation tell us nothing that we do not ask for when it is needed.
    if (frame.type === 'EVENT') return { ack: ok({ status: 'SUCCESS', message: '' }) }
    return callback(frame, data)
  }
}

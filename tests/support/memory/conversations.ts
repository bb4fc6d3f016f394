import { type ConversationRef, conversationKey } from '../../../src/domain/conversations/conversation.ts'
import { TURNS_KEPT } from '../../../src/domain/conversations/turn.ts'
import type { Transaction } from '../../../src/domain/ports/unit-of-work.ts'
import type { State } from './state.ts'
import { by, throughJson } from './table.ts'

type Conversations = Pick<
  Transaction,
  | 'people'
  | 'preferences'
  | 'bindings'
  | 'tours'
  | 'words'
  | 'chats'
  | 'chatModes'
  | 'turns'
  | 'prompts'
  | 'undo'
  | 'cards'
>

export function conversations(state: State): Conversations {
  return {
    people: people(state),
    ...chosen(state),
    ...spoken(state),
    ...chatsAndPrompts(state),
    ...undoAndCards(state),
  }
}

function people(state: State): Transaction['people'] {
  return {
    byId: async (id) => state.people.get(id),
    byAccount: async (platform, accountId) =>
      state.people.where(({ accounts }) =>
        accounts.some((account) => account.platform === platform && account.id === accountId),
      )[0],
    all: async () => state.people.where(({ active }) => active).sort(by(({ id }) => id)),
    async save(person) {
      const taken = state.people.where(
        ({ id, accounts }) =>
          id !== person.id &&
          accounts.some((own) =>
            person.accounts.some((other) => own.platform === other.platform && own.id === other.id),
          ),
      )
      if (taken.length > 0) throw new Error('the account belongs to somebody else')
      state.people.put(person.id, person)
    },
  }
}

function chosen(state: State): Pick<Conversations, 'preferences' | 'bindings' | 'tours' | 'words' | 'chatModes'> {
  return {
    preferences: {
      all: async () => state.preferences.where(),
      save: async (preference) =>
        state.preferences.put(preference.personId, { ...state.preferences.get(preference.personId), ...preference }),
    },
    bindings: {
      byCode: async (code) =>
        state.bindingCodes
          .where((one) => one.code === code)
          .sort(by(({ expiresAt }) => expiresAt.getTime()))
          .at(-1),
      save: async (code) => state.bindingCodes.put(`${code.platform}/${code.accountId}`, code),
      remove: async ({ platform, accountId }) => state.bindingCodes.delete(`${platform}/${accountId}`),
      wrongCodes: async (personId) => state.wrongCodes.get(personId),
      saveWrongCodes: async (wrong) => state.wrongCodes.put(wrong.personId, wrong),
    },
    tours: {
      of: async (personId) => state.tours.get(personId),
      save: async (tour) => state.tours.put(tour.personId, tour),
    },
    words: {
      all: async () => state.words.where(),
      save: async (word) => state.words.put(word.spoken, word),
      remove: async (word) => state.words.delete(word),
    },
    chatModes: {
      of: async (conversation) => state.chatModes.get(conversationKey(conversation)) ?? { textOnly: false },
      save: async (conversation, mode) => state.chatModes.put(conversationKey(conversation), mode),
    },
  }
}

function spoken(state: State): Pick<Conversations, 'turns'> {
  const ofPerson = (personId: string, conversation: ConversationRef) =>
    state.turns
      .where(
        (turn) => turn.personId === personId && conversationKey(turn.conversation) === conversationKey(conversation),
      )
      .reverse()
  return {
    turns: {
      recent: async (personId, conversation, limit) => ofPerson(personId, conversation).slice(0, limit),
      byTrace: async (traceId) => state.turns.get(traceId),
      async save(turn) {
        state.turns.put(turn.traceId, turn)
        const old = ofPerson(turn.personId, turn.conversation).slice(TURNS_KEPT)
        for (const { traceId } of old) state.turns.delete(traceId)
      },
    },
  }
}

function chatsAndPrompts(state: State): Pick<Conversations, 'chats' | 'prompts'> {
  return {
    chats: {
      find: async (platform, id) => state.chats.get(`${platform}/${id}`),
      save: async (chat) => state.chats.put(`${chat.platform}/${chat.id}`, chat),
    },
    prompts: {
      byId: async (id) => state.prompts.get(id),
      openFor: async (personId, conversation) =>
        state.prompts
          .where(
            (prompt) =>
              prompt.status === 'open' &&
              prompt.personId === personId &&
              conversationKey(prompt.conversation) === conversationKey(conversation),
          )
          .reverse(),
      nextExpiry: async () =>
        state.prompts
          .where(({ status }) => status === 'open')
          .map(({ expiresAt }) => expiresAt)
          .sort(by((expiresAt) => expiresAt.getTime()))[0],
      expired: async (now) => state.prompts.where(({ status, expiresAt }) => status === 'open' && expiresAt <= now),
      save: async (prompt) => state.prompts.put(prompt.id, prompt),
    },
  }
}

function undoAndCards(state: State): Pick<Conversations, 'undo' | 'cards'> {
  return {
    undo: {
      recent: async (personId, conversation, limit) =>
        state.undo
          .where(
            (entry) =>
              entry.personId === personId && conversationKey(entry.conversation) === conversationKey(conversation),
          )
          .reverse()
          .slice(0, limit),
      save: async (entry) => state.undo.put(entry.id, { ...entry, payload: throughJson(entry.payload) }),
    },
    cards: {
      byId: async (id) => state.cards.get(id),
      byMessage: async (platform, messageId) =>
        state.cards
          .where(
            (card) => card.conversation.platform === platform && [card.messageId, card.updateToken].includes(messageId),
          )
          .at(-1),
      forgetAll: async () => {
        for (const { id } of state.cards.where()) state.cards.delete(id)
      },
      byObject: async (objectRef) => state.cards.where((card) => card.objectRef === objectRef),
      save: async (card) => state.cards.put(card.id, card),
    },
  }
}

/** How accounts and chats of a messenger are named, so that a pasted wrong kind of id is noticed. */
export interface PlatformIds {
  account: { pattern: RegExp; example: string }
  chat: { pattern: RegExp; example: string }
}

export type Platforms = ReadonlyMap<string, PlatformIds>

/** Messengers a roster may name. Feishu: open_id and chat_id, as its events and send calls use them. */
export const PLATFORMS: Platforms = new Map([
  [
    'feishu',
    {
      account: { pattern: /^ou_[0-9a-zA-Z]+$/, example: 'ou_84aad35d084aa403a838cf73ee18467d' },
      chat: { pattern: /^oc_[0-9a-zA-Z]+$/, example: 'oc_a0553eda9014c201e6969b478895c230' },
    },
  ],
])

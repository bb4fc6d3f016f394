/** How accounts and chats of a messenger are named, so that a pasted wrong kind of id is noticed. */
export interface PlatformIds {
  account: { pattern: RegExp; example: string }
  chat: { pattern: RegExp; example: string }
}

export type Platforms = ReadonlyMap<string, PlatformIds>

/**
 * Messengers a roster may name. Feishu: open_id and chat_id, as its events and send calls use them. DingTalk: userid and
 * openConversationId. WeCom: userid, and the chatid that the AI bot reports or the name given to a webhook.
 */
export const PLATFORMS: Platforms = new Map([
  [
    'feishu',
    {
      account: { pattern: /^ou_[0-9a-zA-Z]+$/, example: 'ou_84aad35d084aa403a838cf73ee18467d' },
      chat: { pattern: /^oc_[0-9a-zA-Z]+$/, example: 'oc_a0553eda9014c201e6969b478895c230' },
    },
  ],
  [
    'dingtalk',
    {
      account: { pattern: /^[\w@.-]{1,64}$/, example: 'manager4220' },
      chat: { pattern: /^cid[\w+/=-]{4,128}$/, example: 'cid6KeBBLoveMJOGXoYKF5x7EeiodoA==' },
    },
  ],
  [
    'wecom',
    {
      account: { pattern: /^[\w@.-]{1,64}$/, example: 'HanMei' },
      chat: { pattern: /^[\w-]{4,64}$/, example: 'wrkSFfCgAAqyOqkWZiGJnGZ3MrZjTcQA' },
    },
  ],
])

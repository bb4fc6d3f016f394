/** Sentences about a person's accounts on several messengers. */
export const accountTextsZh = {
  yours: '**你的账号**',
  bound: '自己绑定',
  ofRoster: '名册登记',
  first: '个人消息发到这里',
  howTo: '要加一个:用新账号单聊我,发送「绑定账号」。要换接收处:「消息发到 平台名」。',
  code: (code: string) =>
    `绑定码:**${code}**,5 分钟内有效。\n请到你**已经登记过的账号**里单聊我,发送:\n**绑定账号 ${code}**\n如果不是你本人要绑定,请忽略。`,
  codeInPrivate: '绑定账号要在单聊里进行:请单聊我,发送「绑定账号」。',
  newHere: '如果你在别的消息平台上已经是我们的人:发送「绑定账号」,就能把这个账号也变成你的。',
  bindTitle: '绑定账号',
  bindButton: '确认绑定',
  willBind: (account: string, person: string) =>
    `把 ${account} 绑定到 **${person}**。\n之后从那里发来的话、点的按钮都算你的,包括审批。绑定码是你自己取的才确认。`,
  boundNow: (account: string) => `已绑定 ${account}。现在可以在那里直接用;发送「我的账号」可看全部。`,
  unbindTitle: '解绑账号',
  unbindButton: '确认解绑',
  willUnbind: (messenger: string) => `你在 ${messenger} 上自己绑定的账号将不再代表你。`,
  unbound: (messenger: string) => `已解绑你在 ${messenger} 的账号。`,
  preferred: (messenger: string) => `好的,以后个人消息只发到 ${messenger}。`,
}

export const accountTextsEn: typeof accountTextsZh = {
  yours: '**Your accounts**',
  bound: 'bound by you',
  ofRoster: 'in the roster',
  first: 'personal messages go here',
  howTo:
    'To add one: send "bind account" to me in its private chat. To be told elsewhere: "notify me on" and the messenger.',
  code: (code) =>
    `Your code: **${code}**, good for 5 minutes.\nSend me, in the private chat of **the account that is known already**:\n**bind account ${code}**\nIf it was not you who asked, ignore this.`,
  codeInPrivate: 'Accounts are bound in a private chat: send "bind account" to me there.',
  newHere: 'If you are one of us on another messenger: send "bind account", and this account becomes yours, too.',
  bindTitle: 'Bind an account',
  bindButton: 'Bind it',
  willBind: (account, person) =>
    `${account} is bound to **${person}**.\nWhat is said and pressed there counts as yours from then on, approvals included. Confirm only a code that you asked for yourself.`,
  boundNow: (account) => `${account} is bound. You can use it right away; "my accounts" shows them all.`,
  unbindTitle: 'Give up an account',
  unbindButton: 'Give it up',
  willUnbind: (messenger) => `The account that you bound on ${messenger} will no longer speak for you.`,
  unbound: (messenger) => `Your account on ${messenger} was given up.`,
  preferred: (messenger) => `All right, personal messages go to ${messenger} only from now on.`,
}

/** What may stay unread in a line that changes something: courtesy, filler words, a stated reason. */
const FILLER =
  /^(?:谢谢|多谢|感谢|辛苦|大家|各位|你|您|我们|我|哈|嗯|好的|好|可以了|ok|啦|哦|呀|吧|了|已经|已|都|终于|刚刚|刚才|刚|请查收|请看|麻烦|到|在|本群|这个群|thanks|thank you|please|to|[\s,。;:、!~…-])+$/i
const REASON = /^(?:因为|由于|原因|理由|because)/i

/** False for words that may mean something: then the line is not carried out, because it was not understood. */
export function mayStayUnread(text: string): boolean {
  return FILLER.test(text) || REASON.test(text)
}

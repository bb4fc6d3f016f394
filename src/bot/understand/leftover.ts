/** What may stay unread in a line that changes something: courtesy, filler words, a stated reason. */
const FILLER =
  /^(?:谢谢大家|谢谢各位|谢谢|多谢|感谢|辛苦|你们?|您|我们?|咱们?|我这边|这边|它|哈|嗯|好的?|可以了|ok|啦|哦|呀|吧|了|啊|呗|已经|已|都|终于|刚刚|刚才|刚|请查收|请看|麻烦|到|在|本群|这个群|帮我|帮忙|一下下?|现在|也|再|又|就|还是|那|那就|把|将|给|让|由|请|的|这个?|那个?|个|条|任务|活儿?|事情?|这事|项目|工作|处理|搞|弄|做|来|去|今天|标记?为?|标成|状态|勾成|设为|确认|最晚|最迟|之内|截止|截至|为止|下班|交付?|出|thanks|thank you|please|to|it|this|that|the|a|an|is|are|as|on|of|for|by|and|now|my|me|i|we|you|task|[\s,。;:、!?~…"-])+$/i
const REASON = /^[\s,。;:、]*(?:因为|由于|原因|理由|because|since)/i
/** A clause of its own behind an order, which says why and contradicts nothing. */
const COMMENT = /^[,。;]\s*[^\d]{2,40}$/
const CONTRADICTS =
  /但|不过|可是|然而|没|不|别|未|勿|先|否|吗|谁|如果|要是|除了|只|另外|顺便|然后|同时|还有|but|not|except|only/i

/** False for words that may mean something: then the line is not carried out, because it was not understood. */
export function mayStayUnread(text: string): boolean {
  return FILLER.test(text) || REASON.test(text)
}

/** `…, 文案还要法务过一遍`: a remark behind a comma that is read no further. */
export function isComment(text: string): boolean {
  return COMMENT.test(text) && !CONTRADICTS.test(text)
}

/** The refusals of the HTTP API that a person in the page can meet, in their language; the API itself speaks English. */
const SENTENCES: Record<string, string> = {
  'the clock cannot be set back': '虚拟时钟只能向前',
  'nothing is scheduled': '没有等待执行的定时任务',
}

export const inChinese = (sentence: string) =>
  SENTENCES[sentence] ?? (sentence.endsWith(' is required') ? '请填写必填项' : sentence)

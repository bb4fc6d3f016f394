import type { ClickAnswer, Toast } from '../api/types.ts'

/** Why the Feishu client shows a code after a click (feishu.md §2.3). */
const REASONS: Record<string, string> = {
  '200340': '按钮没有配置回调，或回调地址未发布',
  '200341': '服务在 3 秒内没有应答',
  '200342': '无法建立连接',
  '200343': '回调地址的域名无法解析',
  '200530': '表单组件缺少 name',
  '200671': '服务返回的 HTTP 状态不是 200',
  '200672': '服务返回的内容格式不正确',
  '200673': '服务返回的卡片格式不正确',
  '200750': '卡片发出已超过 14 天',
  '200830': '服务用旧版卡片更新了 2.0 卡片',
  '200080': '平台内部错误',
  '300000': '平台内部错误',
}

const FEISHU_CODES: Record<string, string> = { timeout: '200341', unreachable: '200342' }

/** Where the client shows no code of its own. */
const WORDS: Record<string, string> = { timeout: '服务没有及时应答', unreachable: '连不上服务' }

/** What the person sees after a click: the service's own toast, or the client's words for a failure. */
export function toastOf(answer: ClickAnswer, platform: string): Toast | undefined {
  if (answer.status === 'ok') return answer.toast
  if (answer.status === 'disabled') return answer.toast ?? { type: 'info', content: '该按钮已不可用' }
  const stated = answer.error === undefined ? '' : String(answer.error)
  const feishu = platform === 'feishu'
  const code = stated || (feishu && FEISHU_CODES[answer.status]) || ''
  const reason = feishu ? REASONS[code] : WORDS[answer.status]
  const shown = code ? `出错了，请稍后重试 code: ${code}` : '出错了，请稍后重试'
  return { type: 'error', content: reason ? `${shown}（${reason}）` : shown }
}

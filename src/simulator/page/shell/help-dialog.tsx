import { Dialog } from '../ui/dialog.tsx'

const HINTS = [
  ['你是谁', '左上角选择身份。换一个人，就看到这个人的会话和卡片。'],
  ['对助手说话', '在群里输入 @营销助手，再用一句话说出要做的事；单聊里直接说即可。说「帮助」会列出你能用的全部指令。'],
  ['输入', 'Enter 发送，Shift+Enter 换行，@ 选人，输入框为空时按 ↑ 取回上一句。可以粘贴或附上图片和文件。'],
  ['多个平台', '在几个平台都有账号的人同时登录在各处。「并排」把各平台的会话摆在一起，窄屏上是标签页。'],
  ['卡片', '按钮和表单与各平台一致：必填项要填，结果以提示条和更新后的卡片返回。图片点击看原图。'],
  ['虚拟时钟', '跳到下一个工作日早晨或下一个待办任务，途中到期的提醒和报表会按顺序发出。时间只能向前。'],
  ['协议', '每条消息旁的「协议」显示它背后真实的请求与应答。'],
] as const

/** What a newcomer needs to know, in seven lines. */
export function HelpDialog({ onClose }: { onClose(): void }) {
  return (
    <Dialog label="帮助" onClose={onClose}>
      <h2>在模拟器里生活</h2>
      <dl class="hints">
        {HINTS.map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <div class="dialog-actions">
        <button type="button" class="button button-primary-filled" onClick={onClose}>
          知道了
        </button>
      </div>
    </Dialog>
  )
}

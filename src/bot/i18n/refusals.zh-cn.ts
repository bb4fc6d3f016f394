import { formatYuan } from '../../domain/shared/money.ts'
import { hours } from './numbers.ts'
import type { RefusalSentences, Say } from './refusals.ts'
import { zhCN } from './texts.zh-cn.ts'

const { list } = zhCN
const names = (ids: readonly string[], say: Say): string => list(ids.map((id) => say.name(id)))

export const zhRefusals: RefusalSentences = {
  'PERMISSION.DENIED': ({ needs, helperIds }, say) =>
    `未执行:需要「${zhCN.permissions[needs]}」权限${helperIds.length > 0 ? `,可找 ${names(helperIds.slice(0, 3), say)}` : ''}。`,
  'PERSON.UNKNOWN': ({ account, name }) =>
    `我还不认识${name ? ` ${name} ` : '这个账号'}(${account}),未执行。请管理员把它加入名册后再试。`,
  'PERSON.INACTIVE': ({ personId }, say) => `${say.name(personId)} 已停用,未执行。`,
  'PERSON.NOT_FOUND': ({ name }) => `没有找到叫「${name}」的人,未执行。请写全名或用 @ 点名。`,
  'PERSON.AMBIGUOUS': ({ name, candidateIds }, say) =>
    `「${name}」有 ${candidateIds.length} 位:${names(candidateIds, say)}。请写全名。`,
  'ACCOUNT.CODE_WRONG': () =>
    '这个绑定码不对,或已经过期(5 分钟内有效),未绑定。请在新账号的单聊里发送「绑定账号」再取一个。',
  'ACCOUNT.TOO_MANY_CODES': ({ until }, say) => `绑定码错了太多次,未绑定。${say.time(until)} 之后再试。`,
  'ACCOUNT.PRIVATE_ONLY': () => '绑定和解绑只能在和我的单聊里进行,未执行。',
  'ACCOUNT.TAKEN': () => '这个账号已经属于别人,未绑定。如有误,请联系管理员。',
  'ACCOUNT.NONE_THERE': () => '你在那个平台没有账号,未执行。发送「我的账号」可看你有哪些。',
  'ACCOUNT.OF_ROSTER': () => '这个账号是名册里登记的,只有管理员能改,未解绑。',
  'ACCOUNT.IN_USE': () => '你正用着这个账号,未解绑。请换到你的另一个账号再操作。',
  'ACCOUNT.NO_MESSENGER': ({ name, known }) => `没有叫「${name}」的消息平台,未执行。可选:${list(known)}。`,
  'PROJECT.NOT_FOUND': ({ ref }) => `没有找到项目「${ref}」。发送「项目」可看你能看到的项目。`,
  'PROJECT.NONE_BOUND': () => '不知道是哪个项目,未执行。请写上项目编号(如 P-101),或先「新建项目」。',
  'PROJECT.AMBIGUOUS': ({ name, refs }) => `${name ? `「${name}」` : ''}可能是 ${list(refs)},未执行。请写上项目编号。`,
  'PROJECT.CLOSED': ({ ref, status }) => `项目 ${ref} ${zhCN.projectStatus[status]},不能再改,未执行。`,
  'PROJECT.NOT_ARCHIVED': ({ ref, status }) => `项目 ${ref} ${zhCN.projectStatus[status]},没有归档,未更改。`,
  'PROJECT.NAME_TAKEN': ({ name, ref }) => `已有同名项目「${name}」(${ref}),未创建。请换个名字。`,
  'PROJECT.TOO_LONG': ({ maxYears }) => `项目最长 ${maxYears} 年,未创建。请检查起止日期。`,
  'PROJECT.CHAT_BOUND': ({ ref }) => `本群已绑定 ${ref},未更改。`,
  'DATE.REVERSED': ({ start, end }, say) => `结束 ${say.date(end)} 早于开始 ${say.date(start)},未保存。请检查日期。`,
  'DATE.PAST': ({ date }, say) => `${say.date(date)} 已经过去,未保存。请给一个今天或以后的日期。`,
  'DATE.TOO_FAR': ({ date, latest }, say) => `${say.date(date)} 太远了,最晚可到 ${say.date(latest)},未保存。`,
  'DATE.SPAN': ({ days, maxDays }) => `${days} 个工作日超出范围(1–${maxDays}),未保存。`,
  'TASK.NOT_FOUND': ({ ref }) => `没有找到任务「${ref}」,未执行。发送「我的任务」可看编号。`,
  'TASK.AMBIGUOUS': ({ title, refs }) => `「${title}」可能是 ${list(refs)},未执行。请写任务编号。`,
  'TASK.DONE_ALREADY': ({ ref }) => `${ref} 已经完成,未更改。`,
  'TASK.NOT_YOURS': ({ ref, assigneeId }, say) =>
    assigneeId ? `${ref} 由 ${say.name(assigneeId)} 负责,你的操作未生效。` : `${ref} 还没有负责人,请先派给一个人。`,
  'TASK.WRONG_STATE': ({ ref, state, wanted }) =>
    `${ref} 现在是「${zhCN.taskState[state]}」,只有「${list(wanted.map((one) => zhCN.taskState[one]))}」时才能这样做,未更改。`,
  'TASK.PREDECESSOR_OPEN': ({ ref, refs }) => `${ref} 要等 ${list(refs)} 完成后才能完成,未更改。`,
  'TASK.CYCLE': ({ refs }) => `这样会形成循环依赖:${refs.join(' → ')},未保存。`,
  'TASK.OTHER_PROJECT': ({ ref, otherRef }) => `${ref} 与 ${otherRef} 不在同一个项目里,不能互相依赖,未保存。`,
  'TASK.IS_MILESTONE': ({ ref }) => `${ref} 是里程碑,不能这样操作,未更改。`,
  'TASK.NO_DATES': ({ ref }) => `${ref} 还没有日期,无法推移。请直接给出日期,如「${ref} 改期到 12月1日」。`,
  'TASK.SPAN_MISMATCH': ({ start, due, workingDays, between }, say) =>
    `${say.date(start)} 到 ${say.date(due)} 是 ${between} 个工作日,与 ${workingDays} 个工作日不符,未保存。`,
  'TASK.NO_CHANGE': ({ ref }) => `${ref} 没有变化。`,
  'HOURS.DAY_FULL': ({ date, wouldBeMinutes, suggestionMinutes }, say) =>
    `未保存:${say.date(date)} 合计将为 ${hours(wouldBeMinutes)}h,超过 24h。${suggestionMinutes === undefined ? '请检查工时。' : `是否想记 ${hours(suggestionMinutes)}h?`}`,
  'HOURS.FUTURE': ({ date }, say) => `未保存:${say.date(date)} 还没到,不能登记未来的工时。`,
  'HOURS.TOO_OLD': ({ date, earliest }, say) => `未保存:${say.date(date)} 太早了,最早可补记 ${say.date(earliest)}。`,
  'HOURS.NOT_POSITIVE': () => '未保存:工时要大于 0。',
  'HOURS.NOT_FOUND': () => '没有找到这条工时,未更改。',
  'HOURS.NOT_YOURS': ({ personId }, say) => `这条工时是 ${say.name(personId)} 登记的,未更改。`,
  'HOURS.REMOVED': () => '这条工时已经撤回,未更改。',
  'HOURS.NO_NEW_VALUE': () => '要改成多少?尚未更改。如「昨天那条改成 2小时」。',
  'HOURS.NO_CHANGE': () => '工时没有变化。',
  'APPROVAL.NOT_FOUND': ({ ref }) => `没有找到审批单 ${ref}。发送「待我审批」可看等你处理的。`,
  'APPROVAL.NOT_YOUR_TURN': ({ ref, approverId }, say) => `${ref} 需 ${say.name(approverId)} 审批,你的操作未生效。`,
  'APPROVAL.OWN_REQUEST': ({ ref }) => `${ref} 是你自己申请的,不能自批,未生效。`,
  'APPROVAL.VOTED': ({ ref, at, approverId }, say) =>
    `你已于 ${say.time(at)} 同意 ${ref},现在待 ${say.name(approverId)} 会签,没有重复处理。`,
  'APPROVAL.ALREADY_DECIDED': ({ ref, status, byId, at }, say) =>
    `${ref} 已由 ${say.name(byId)} 于 ${say.time(at)} ${zhCN.approvalStatus[status]},你的操作未生效。`,
  'APPROVAL.WITHDRAWN': ({ ref, requesterId }, say) => `${ref} 已由 ${say.name(requesterId)} 撤回,你的操作未生效。`,
  'APPROVAL.REASON_REQUIRED': ({ ref }) => `驳回 ${ref} 需要写一句理由,尚未驳回。如「驳回 ${ref} 超出季度额度」。`,
  'APPROVAL.NOT_HOLDING': ({ ref, status }) =>
    status === 'pending'
      ? `${ref} 还在审批,尚未释放。申请人可以「撤回 ${ref}」。`
      : `${ref} ${zhCN.approvalTitle[status]},没有占用可以释放,未更改。`,
  'APPROVAL.RELEASED': ({ ref, byId, at }, say) =>
    `${ref} 的占用已由 ${say.name(byId)} 于 ${say.time(at)} 释放,没有重复处理。`,
  'APPROVAL.NOT_REQUESTER': ({ requesterId }, say) => `只有申请人 ${say.name(requesterId)} 可以撤回,未更改。`,
  'APPROVAL.NO_APPROVER': ({ amount }) => `审批规则里没有人可以审批 ${formatYuan(amount)},未提交。请联系管理员。`,
  'APPROVAL.PENDING': ({ ref }) => `已有 ${ref} 在审批中,未重复提交。`,
  'APPROVAL.NONE_WAITING': () => '没有等你审批的单子,未执行。',
  'APPROVAL.SEVERAL_WAITING': ({ refs }) =>
    `有 ${refs.length} 单等你审批:${list(refs)}。请写编号,如「同意 ${refs[0]}」。`,
  'BUDGET.NOT_APPROVED': ({ projectRef }) => `未提交:${projectRef} 的预算还没有通过审批,审批前不可占用。`,
  'BUDGET.EXCEEDED': ({ available, shortBy }) =>
    `未提交:超出可用 ${formatYuan(shortBy)}(可用 ${formatYuan(available)})。`,
  'BUDGET.NOT_POSITIVE': () => '金额要大于 0,未提交。',
  'BUDGET.TOO_LARGE': ({ max }) => `金额超过上限 ${formatYuan(max)},未提交。请检查单位。`,
  'BUDGET.BELOW_COMMITTED': ({ committed }) => `预算不能低于已占用和已用的 ${formatYuan(committed)},未保存。`,
  'BUDGET.NOT_HELD': ({ held }) => `只占用了 ${formatYuan(held)},不能释放更多,未更改。`,
  'UNDO.NOTHING': () => '这里没有可以撤销的操作。',
  'UNDO.TOO_LATE': ({ objectRef, limitMinutes }) =>
    `${objectRef} 的操作已超过 ${limitMinutes} 分钟,不能撤销。可以直接再改一次。`,
  'UNDO.ALREADY': ({ objectRef }) => `${objectRef} 的操作已经撤销过了。`,
  'UNDO.CHANGED_SINCE': ({ objectRef }) => `${objectRef} 之后又有变化,不能撤销。可以直接再改一次。`,
  'UNDO.NOT_POSSIBLE': ({ objectRef }) =>
    `${objectRef} 的这次操作不能撤销。涉及审批或金额的用新的申请冲正,其他可以直接再改一次。`,
  'PROMPT.EXPIRED': () => '这个问题已过 10 分钟,已作废,什么都没有改。请重新发送指令。',
  'PROMPT.NOT_YOURS': ({ personId }, say) => `请由发起人 ${say.name(personId)} 操作,你的操作未生效。`,
  'PROMPT.USED': () => '这张卡片已经处理过了,没有重复执行。',
  'PROMPT.NO_SUCH_CHOICE': ({ max }) => `请回复 1–${max} 之间的序号。`,
  'INPUT.UNREADABLE': ({ field, text }) => `看不懂「${field}」里的「${text}」,未保存。`,
  'INPUT.DATE_PASSED': ({ text }) => `「${text}」已经过了,未保存。如果是明年,请写上年份。`,
  'INPUT.DATE_NOT_YET': ({ text }) => `「${text}」还没到,不能登记工时,未保存。`,
  'INPUT.DATE_AMBIGUOUS': ({ text }) => `「${text}」可能是两个日子,未保存。请写成几月几日。`,
  'INPUT.HOLIDAY_UNKNOWN': ({ text }) => `「${text}」那年的放假安排还没公布,未保存。请写成几月几日。`,
  'INPUT.RANGE_REVERSED': ({ text }) => `「${text}」结束早于开始,未保存。请检查日期。`,
  'INPUT.IMPOSSIBLE_DATE': ({ text }) => `「${text}」不是有效的日期,未保存。请检查日期。`,
  'INPUT.AMOUNT_TOO_PRECISE': ({ text }) => `「${text}」超过两位小数,未保存。金额最小到分。`,
  'INPUT.AMOUNT_TOO_LARGE': ({ text }) => `「${text}」太大了,未保存。请检查单位。`,
  'BUTTON.OUTDATED': () => '这张卡片来自旧版本,按钮已失效,什么都没有改。请重新发送指令。',
  'MESSAGE.TOO_OLD': ({ minutes }) => `这条消息 ${minutes} 分钟前发出,刚刚才收到,没有执行。如仍需要,请重新发送。`,
  'MESSAGE.UNSUPPORTED': () => '这种消息我还看不懂,没有执行任何操作。请用文字告诉我。',
  'WORD.SHAPE': ({ spoken, min, max }) =>
    `「${spoken}」不能作为词,未保存。请用 ${min}–${max} 个字,只含文字、数字和空格,不能是编号。`,
  'WORD.RESERVED': ({ spoken }) => `「${spoken}」已经有别的意思,未保存。请换一个词。`,
  'WORD.TAKEN': ({ spoken, verb }) => `「${spoken}」已经是「${verb}」的说法,未保存。请换一个词。`,
  'WORD.UNKNOWN_VERB': ({ meaning, near }) =>
    `「${meaning}」里没有我懂的动词,未保存。${near.length > 0 ? `相近的有:${list(near)}。` : '发送「帮助」可看有哪些动词。'}`,
  'WORD.NESTED': ({ spoken, other }) => `快捷指令不能再指向快捷指令(「${spoken}」和「${other}」),未保存。`,
  'WORD.NO_CHANGE': ({ spoken }) => `「${spoken}」本来就是这个意思,没有变化。`,
  'WORD.NOT_FOUND': ({ spoken }) => `词典里没有「${spoken}」,未更改。发送「词典」可看全部。`,
  'TURN.NONE': () => '你在这里还没有说过可以解释的话,没有执行任何操作。',
  'TURN.NOT_YOURS': () => '那不是你说的话,我只解释你自己的,没有执行任何操作。',
  'TEXT.EMPTY': ({ field }) => `${zhCN.textFields[field]}不能为空,未保存。`,
  'TEXT.TOO_LONG': ({ field, max }) => `${zhCN.textFields[field]}最多 ${max} 个字,未保存。`,
}

/** Sentences about the conversation itself: help, the tour, the organisation's own words, and how a line was read. */
import type { Turn } from '../../domain/conversations/turn.ts'
import type { Word } from '../../domain/words/word.ts'

/** What an area is called, then what else people look for when they mean it. */
const areas = {
  projects: '项目 立项 进展 排期 归档',
  tasks: '任务 派活 计划 里程碑 改期 分工',
  hours: '工时 加班 考勤 时间',
  money: '预算 钱 审批 费用 金额 花费 报销 付款',
  conversation: '对话 聊天 新手 撤销 语言 帮助 词',
  oversight: '审计 系统 管理 日志 失败',
}

export const talkTextsZh = {
  areas,
  wordKinds: { synonym: '同义词', nickname: '昵称', macro: '快捷指令' } as Record<Word['kind'], string>,
  turnOutcomes: {
    done: '已执行',
    asked: '我反问了你,当时没有执行',
    refused: '没有执行',
    unknown: '没有听懂,什么都没有做',
  } as Record<Turn['outcome'], string>,
  buttons: {
    tour: '新手引导',
    next: '下一步',
    skip: '跳过',
    resume: '继续引导',
    clear: '移除演示项目',
    approvals: '待我审批',
    myTasks: '我的任务',
  },

  waitingForYou: (n: number) => `**等你审批 ${n} 单**`,
  lateTasks: (n: number) => `**你有 ${n} 个任务逾期**`,
  helpOn: (topic: string) => `帮助 · ${topic}`,
  allWords: (words: string) => `说法: ${words}`,
  example: (line: string) => `例如: ${line}`,
  takesRequired: (labels: string) => `要说: ${labels}`,
  takesOptional: (labels: string) => `可以说: ${labels}`,
  asksFirst: '会先给预览或反问,你确认后才执行',
  undoable: '两分钟内可以「撤销」',
  final: '执行后不能撤销',
  noTopic: (topic: string) => `没有关于「${topic}」的帮助。相近的:`,

  hello: '你好!',
  thanks: '不客气。',
  firstContactTitle: (bot: string) => `你好,我是${bot}`,
  firstContactLines: [
    '我是机器人。在这里直接说一句话,就能看任务、记工时、走审批,不用 @ 我。',
    '会改动数据的话都留审计记录;两分钟内说「撤销」可以收回。',
    '要不要用两分钟试一遍?在一个只属于你的演示项目里,不打扰别人。',
  ],

  tourTitle: (step: string, of: string) => `新手引导 · 第 ${step} 步,共 ${of} 步`,
  tourEndTitle: '新手引导 · 完成',
  tourEnd: '都试过了。随时说「帮助」看你在这里能做什么。',
  tourSkippedTitle: '新手引导 · 已跳过',
  tourSkipped: '已跳过新手引导。想接着来就说「继续引导」。',
  tourPrivate: '新手引导在私聊里进行。请私聊我,发送「新手引导」。',
  tourCleared: (ref: string) => `演示项目 ${ref} 已移除。`,
  noSandbox: '你没有演示项目,什么都没有改。',
  sandbox: (ref: string) => `演示项目 ${ref} 只属于你,随便试。`,
  typeThis: (line: string) => `请发送:\n**${line}**`,
  tourSteps: {
    mine: { line: () => '我的任务', why: '看你手上有什么,逾期的在最前面。' },
    complete: { line: (_: string, task: string) => `完成 ${task}`, why: '做完了就说一声,也可以说「搞定了」。' },
    undo: { line: () => '撤销', why: '说错了不要紧:两分钟内可以收回你在这里的最近一次改动。' },
    hours: {
      line: (_: string, task: string) => `登记工时 ${task} 今天 2小时`,
      why: '动词、任务、日期、时长,顺序随意。',
    },
    reschedule: {
      line: (_: string, task: string) => `推迟 ${task} 1个工作日`,
      why: '会推动后面的任务时,先给你看预览,确认了才改。',
    },
    gantt: { line: (project: string) => `甘特图 ${project}`, why: '整个计划一张图。' },
    progress: { line: (project: string) => `进度图 ${project}`, why: '做到哪一步了,按任务数算。' },
    project: { line: (project: string) => `项目 ${project}`, why: '一个项目的起止、负责人和状态。' },
    help: { line: () => '帮助', why: '忘了怎么说,就问帮助;「帮助 工时」只看一类。' },
  } as Record<TourStepName, TourStepText>,

  wordSaved: (kind: string, spoken: string, meaning: string) => `已保存${kind}: ${spoken} → ${meaning}`,
  wordReplaced: (before: string) => `(原来是 ${before})`,
  wordRemoved: (kind: string, spoken: string) => `已删除${kind}「${spoken}」`,
  wordUndone: (spoken: string) => `已撤销,「${spoken}」恢复原样`,
  wordList: '词典',
  noWords:
    '还没有自己加的词。管理员可以说「同义词 派活=派给」「昵称 阿涛=周涛」「快捷指令 周会=新建任务 周会纪要 明天」。',

  explainTitle: '我是这样理解的',
  meansVerb: (word: string, action: string) => `「${word}」→ ${action}`,
  pieceOf: (text: string, value: string) => (text === value ? value : `「${text}」→ ${value}`),
  notSaid: (value: string) => `${value}(你没有说,按当时的上下文)`,
  noVerb: '没有找到动词',
}

type TourStepName = 'mine' | 'complete' | 'undo' | 'hours' | 'reschedule' | 'gantt' | 'progress' | 'project' | 'help'

/** `line` is what to type, given the sandbox's number and one of its open tasks. */
interface TourStepText {
  line(project: string, task: string): string
  why: string
}

export const talkTextsEn: typeof talkTextsZh = {
  areas: {
    projects: 'projects project schedule gantt archive',
    tasks: 'tasks task plan milestone assign',
    hours: 'hours time overtime timesheet',
    money: 'budget money approval cost spend payment',
    conversation: 'conversation chat undo language help words',
    oversight: 'audit oversight system admin log',
  },
  wordKinds: { synonym: 'synonym', nickname: 'nickname', macro: 'shortcut' },
  turnOutcomes: {
    done: 'Done',
    asked: 'I asked you back; nothing was done then',
    refused: 'Not done',
    unknown: 'Not understood; nothing was done',
  },
  buttons: {
    tour: 'Take the tour',
    next: 'Next',
    skip: 'Skip',
    resume: 'Resume the tour',
    clear: 'Remove the demo',
    approvals: 'Approvals',
    myTasks: 'My tasks',
  },

  waitingForYou: (n) => `**Waiting for your decision: ${n}**`,
  lateTasks: (n) => `**Your late tasks: ${n}**`,
  helpOn: (topic) => `Help · ${topic}`,
  allWords: (words) => `Say: ${words}`,
  example: (line) => `E.g. ${line}`,
  takesRequired: (labels) => `Needs: ${labels}`,
  takesOptional: (labels) => `May have: ${labels}`,
  asksFirst: 'Shows what will happen or asks back first, and acts once you confirm',
  undoable: '"undo" takes it back within two minutes',
  final: 'Cannot be undone',
  noTopic: (topic) => `There is no help on "${topic}". Nearest:`,

  hello: 'Hello!',
  thanks: 'You are welcome.',
  firstContactTitle: (bot) => `Hello, I am ${bot}`,
  firstContactLines: [
    'I am a bot. Here you can just type to see your tasks, log hours and decide on requests; no mention is needed.',
    'Whatever changes something is kept in an audit; "undo" takes it back within two minutes.',
    'Would you like to try for two minutes? It happens in a demo project of your own and disturbs nobody.',
  ],

  tourTitle: (step, of) => `Tour · step ${step} of ${of}`,
  tourEndTitle: 'Tour · finished',
  tourEnd: 'That was all. Say "help" to see what you can do here.',
  tourSkippedTitle: 'Tour · skipped',
  tourSkipped: 'The tour was skipped. Say "tour resume" to go on with it.',
  tourPrivate: 'The tour takes place in a private chat. Send me "tour" there.',
  tourCleared: (ref) => `The demo project ${ref} was removed.`,
  noSandbox: 'You have no demo project; nothing was changed.',
  sandbox: (ref) => `The demo project ${ref} is yours alone: try what you like.`,
  typeThis: (line) => `Please send:\n**${line}**`,
  tourSteps: {
    mine: { line: () => 'my tasks', why: 'What is on your plate, late tasks first.' },
    complete: { line: (_, task) => `done ${task}`, why: 'Say so when a task is finished.' },
    undo: { line: () => 'undo', why: 'Slips do no harm: within two minutes you take back your last change here.' },
    hours: { line: (_, task) => `log hours ${task} today 2h`, why: 'Verb, task, day and time, in any order.' },
    reschedule: {
      line: (_, task) => `reschedule ${task} 1d`,
      why: 'If other tasks would move, you see a preview first and decide.',
    },
    gantt: { line: (project) => `gantt ${project}`, why: 'The whole plan as one picture.' },
    progress: { line: (project) => `progress ${project}`, why: 'How far it is, by number of tasks.' },
    project: { line: (project) => `project ${project}`, why: 'Period, owner and state of a project.' },
    help: { line: () => 'help', why: 'Whenever you forget how to say something; "help hours" looks up one topic.' },
  },

  wordSaved: (kind, spoken, meaning) => `Saved the ${kind}: ${spoken} → ${meaning}`,
  wordReplaced: (before) => ` (was ${before})`,
  wordRemoved: (kind, spoken) => `Removed the ${kind} "${spoken}"`,
  wordUndone: (spoken) => `Undone: "${spoken}" is as it was`,
  wordList: 'Our words',
  noWords: 'No words were added yet. An administrator can say "synonym handoff=assign" or "nickname Tao=…".',

  explainTitle: 'This is how I read it',
  meansVerb: (word, action) => `"${word}" → ${action}`,
  pieceOf: (text, value) => (text === value ? value : `"${text}" → ${value}`),
  notSaid: (value) => `${value} (not said; taken from the context)`,
  noVerb: 'No verb was found',
}

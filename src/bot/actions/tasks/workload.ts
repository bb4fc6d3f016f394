/** 谁最忙: who has how much to do this week, by the plan. A table; it never proposes to change anything. */
import { can } from '../../../domain/people/permissions.ts'
import { formatRange } from '../../../domain/shared/local-date.ts'
import { isRefusal, type Refusal } from '../../../domain/shared/refusal.ts'
import { capacity, type Load, type Week, weekOf, workload } from '../../../domain/tasks/workload.ts'
import type { Block } from '../../card/card.ts'
import { hours } from '../../i18n/numbers.ts'
import { plain } from '../../messenger.ts'
import { type ActionContext, declare, type Outcome } from '../action.ts'
import { optional } from '../slot.ts'
import { type VisibleProject, visibleProjects, visibleTasks } from './visible-projects.ts'

export const workloadAction = declare({
  name: 'workload.show',
  area: 'tasks',
  about: {
    zh: '看本周谁的计划工时太满。',
    en: 'Shows whose week is too full.',
  },
  words: {
    zh: [
      '谁最忙',
      '谁太忙',
      '谁比较忙',
      '谁更忙',
      '谁忙',
      '谁有空',
      '谁最闲',
      '负载',
      '负荷',
      '工作量',
      '忙闲',
      '人力',
    ],
    en: ['workload', 'who is busy', 'who is overloaded', 'who is free'],
  },
  ways: [
    {
      pieces: [
        /谁的?(?:手上|手头|手里)?的?(?:活儿?|事情?|任务|工作)(?:最多|太多|多)|谁.{0,4}忙|谁比较闲|谁(?:还)?(?:能|可以)(?:接|帮)|忙不过来|超负荷|(?:团队|人员|大家|成员)的?(?:负载|负荷|工作量|忙闲)/,
      ],
      needs: [],
    },
    { pieces: [/谁(?:手上|手头|那儿|那边)?/, /(?:还)?有(?:空闲|时间|空)|忙不过来|闲着|活最多/], needs: [] },
    {
      pieces: [/\boverloaded\b|\bbusiest\b|\bworkload\b|\bwho is (?:too )?busy\b|\bwho has (?:time|capacity)\b/],
      needs: [],
    },
  ],
  noise:
    /这周|本周|这个星期|最近|团队|大家|人员|成员|我们|这边|那边|分布|情况|安排|接活|谁|顺便.*$|\b(?:show|the|this week|team|who['’]?s|is)\b/,
  examples: { zh: ['谁最忙', '负载 P-101'], en: ['workload P-101'] },
  slots: { project: optional('project', { label: 'project' }) },
  scope: 'optional_project',
  // As in the list of tasks: what is seen is decided project by project.
  permission: 'talk',
  confirm: 'none',
  undo: 'none',
  run,
})

async function run(context: ActionContext): Promise<Outcome | Refusal> {
  const projects = await visibleProjects(context)
  if (isRefusal(projects)) return projects
  const { calendar, today, speech } = context
  const { t, locale } = speech
  const week = weekOf(today)
  const tasks = await visibleTasks(context, projects)
  const loads = workload(tasks, peopleOf(context, projects), { week, calendar, today })
  if (loads.length === 0) return { answer: { kind: 'text', markdown: t.plan.nobodyThere } }
  const logged = context.conversation.kind === 'private' ? await loggedIn(context, projects, week) : undefined
  const title = `${t.plan.load} · ${formatRange(week.start, week.end, locale)}`
  const rows = loads.map((load) => row(context, load, capacity(week, calendar), logged))
  const { columns } = t.plan
  const blocks: Block[] = [
    {
      kind: 'table',
      columns: [columns.who, columns.open, columns.planned, ...(logged ? [columns.logged] : [])],
      rows,
    },
    { kind: 'text', markdown: logged ? t.plan.loadRule : `${t.plan.loadRule}\n${t.plan.loggedPrivately}`, quiet: true },
  ]
  return { answer: { kind: 'card', card: { header: { text: title, tone: 'info' }, summary: title, blocks } } }
}

/** Whoever works there, busy or not; where the asker sees own tasks only, the asker alone. */
function peopleOf({ people, person }: ActionContext, projects: readonly VisibleProject[]): readonly string[] {
  return projects.flatMap(({ whole, members }) =>
    whole
      ? members
          .filter(({ role, personId }) => role !== 'observer' && people.get(personId)?.active)
          .map(({ personId }) => personId)
      : [person.id],
  )
}

/** `46h/40h`, and a word where that is too much. */
function row(
  { people, speech: { t } }: ActionContext,
  { personId, openTasks, lateTasks, minutes }: Load,
  most: number,
  logged: ReadonlyMap<string, number> | undefined,
): string[] {
  const load = `${hours(minutes)}h/${hours(most)}h`
  const own = logged?.get(personId)
  return [
    plain(people.get(personId)?.name ?? t.someone),
    lateTasks > 0 ? `${openTasks}(${t.late} ${lateTasks})` : String(openTasks),
    minutes > most ? `**${load} ${t.plan.overloaded}**` : load,
    ...(logged ? [own === undefined ? '—' : `${hours(own)}h`] : []),
  ]
}

/** Minutes logged this week by those whose hours the asker may see; of the asker always. */
async function loggedIn(
  { tx, person }: ActionContext,
  projects: readonly VisibleProject[],
  { start, end }: Week,
): Promise<ReadonlyMap<string, number>> {
  const open = projects.filter(({ role }) => can({ person, projectRole: role }, 'hours.view_others') === 'yes')
  const everybodys = new Set(open.map(({ project }) => project.id))
  const sums = new Map<string, number>([[person.id, 0]])
  for (const { members } of open) for (const { personId } of members) sums.set(personId, sums.get(personId) ?? 0)
  for (const entry of await tx.hours.ofProjects(projects.map(({ project }) => project.id))) {
    if (entry.workDate < start || entry.workDate > end) continue
    if (entry.personId !== person.id && !everybodys.has(entry.projectId)) continue
    sums.set(entry.personId, (sums.get(entry.personId) ?? 0) + entry.minutes)
  }
  return sums
}

import { can, effectiveRole } from '../../../domain/people/permissions.ts'
import { checkOpenProject } from '../../../domain/projects/open-project.ts'
import { projectRef } from '../../../domain/projects/project.ts'
import { type Refusal, refuse } from '../../../domain/shared/refusal.ts'
import { membersOf } from '../../views/parts.ts'
import { type ActionContext, declare, type Outcome, projectOf } from '../action.ts'
import { required } from '../slot.ts'

const GROUP = /(?:[这本该咱我]们?|当前)?个?群[组聊里]?|这里/
const JOIN =
  /关联(?:到|上|给|一下)?|挂(?:靠|接)?(?:到|在|上)|对应(?:到|的是)?|归(?:到|入|属于?|给)|划(?:到|给|归)|连(?:到|接到|上)|接到|(?:以后|今后)?(?:就|都|默认)+(?:用|跟|指|算|是)/

export const bindProjectAction = declare({
  name: 'project.bind',
  area: 'projects',
  about: {
    zh: '把这个群绑定到一个项目，之后群里的话默认指它。',
    en: 'Binds this group to a project, which is then meant by default here.',
  },
  words: { zh: ['绑定项目', '绑定'], en: ['bind project', 'bind'] },
  ways: [
    { pieces: [/(?:换|改|重新|重)?绑(?:定|到|一下|上|在|给|成|为)?/], needs: ['project'] },
    { pieces: [/(?:还没|没有?|尚未)绑定?(?:任何|过)?项目/, /绑(?:定|到|一下|上|在)?/], needs: ['project'] },
    { pieces: [/换绑|改绑|重新绑/, /(?<=[,。\s])绑(?:定|到|一下|上|在)?/], needs: ['project'] },
    { pieces: [GROUP, JOIN], needs: ['project'] },
    { pieces: [/关联|挂靠|挂接?(?:到|在)|对接到|归(?:到|入)/, GROUP], needs: ['project'] },
    { pieces: [GROUP, /(?:默认|对应)的?项目/, /[设改换定选]?(?:成|为|是|到)/], needs: ['project'] },
    { pieces: [/\b(?:re)?bind\b/], needs: ['project'] },
    {
      pieces: [/\b(?:link|connect|attach|tie|hook|assign|associate)\b/, /\b(?:group|chat|channel)\b/],
      needs: ['project'],
    },
    {
      pieces: [/\b(?:link|connect|attach|associate)\b/, /\bto (?:this|our|the) (?:group|chat|channel)\b/],
      needs: ['project'],
    },
  ],
  noise:
    /换绑|(?:绑|挂)?错了|(?:[这本该咱我]们?|当前|现在)?个?群[组聊里]?|这里|跟|和|与|上面?|下面?|(?:进|过)?来|到|以后|今后|往后|从现在起|就|绑?定|绑(?:一下)?(?=$|[,。\s\uE001])|起来|都?算|\b(?:this|our|the|group|chat|channel|to|up|with|project)\b/,
  examples: { zh: ['绑定项目 P-101'], en: ['bind project P-101'] },
  slots: { project: required('project', { label: 'project' }) },
  scope: 'project',
  permission: 'roles.manage',
  confirm: 'none',
  undo: 'final',
  run,
})

/** From now on this group's commands mean this project, and its internal members count as the project's. */
async function run(context: ActionContext): Promise<Outcome | Refusal> {
  const { conversation, tx, speech } = context
  const project = projectOf(context)
  if (conversation.kind !== 'group') return { answer: { kind: 'text', markdown: speech.t.onlyInGroups } }
  const chat = await tx.chats.find(conversation.platform, conversation.id)
  if (chat?.projectId === project.id) return refuse('PROJECT.CHAT_BOUND', { ref: projectRef(project.id) })
  const refused = checkOpenProject(project) ?? (await mayTakeAway(context, chat?.projectId))
  if (refused) return refused
  const ref = projectRef(project.id)
  await tx.chats.save({
    name: '',
    botPresent: true,
    ...chat,
    platform: conversation.platform,
    id: conversation.id,
    projectId: project.id,
  })
  return {
    answer: { kind: 'text', markdown: speech.t.bound(ref, project.name) },
    record: {
      objectRef: ref,
      projectId: project.id,
      before: { boundTo: chat?.projectId },
      after: { boundTo: project.id, chat: conversation.id },
    },
  }
}

/** A group that works on another open project is taken from it, and its people lose their part there: that needs the right in both. */
async function mayTakeAway({ tx, person }: ActionContext, formerId: number | undefined): Promise<Refusal | undefined> {
  const former = formerId === undefined ? undefined : await tx.projects.byId(formerId)
  if (!former || checkOpenProject(former)) return undefined
  const projectRole = effectiveRole(person, await membersOf(tx, former), false)
  if (can({ person, projectRole }, 'roles.manage') !== 'no') return undefined
  return refuse('PERMISSION.DENIED', { needs: 'roles.manage', helperIds: [former.ownerId] })
}

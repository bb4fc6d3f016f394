import { can, effectiveRole } from '../../../domain/people/permissions.ts'
import { checkOpenProject } from '../../../domain/projects/open-project.ts'
import { projectRef } from '../../../domain/projects/project.ts'
import { type Refusal, refuse } from '../../../domain/shared/refusal.ts'
import { type ActionContext, declare, type Outcome, projectOf } from '../action.ts'
import { required } from '../slot.ts'

export const bindProjectAction = declare({
  name: 'project.bind',
  area: 'projects',
  about: {
    zh: '把这个群绑定到一个项目，之后群里的话默认指它。',
    en: 'Binds this group to a project, which is then meant by default here.',
  },
  words: { zh: ['绑定项目', '绑定'], en: ['bind project', 'bind'] },
  ways: [
    { pieces: [/(?:换|改|重新)?绑(?:定|到|一下|上|在)?/], needs: ['project'] },
    { pieces: [/\bbind\b|\blink\b/], needs: ['project'] },
  ],
  noise: /这个群|本群|当前群|群|跟|和|上面|到|来|以后|就|还没绑项目|定|\b(?:this|group|chat|to)\b/,
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
  const projectRole = effectiveRole(person, await tx.projects.members(former.id), false)
  if (can({ person, projectRole }, 'roles.manage') !== 'no') return undefined
  return refuse('PERMISSION.DENIED', { needs: 'roles.manage', helperIds: [former.ownerId] })
}

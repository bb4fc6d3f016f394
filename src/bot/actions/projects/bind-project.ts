import { projectRef } from '../../../domain/projects/project.ts'
import { type Refusal, refuse } from '../../../domain/shared/refusal.ts'
import { type ActionContext, declare, type Outcome, projectOf } from '../action.ts'
import { required } from '../slot.ts'

export const bindProjectAction = declare({
  name: 'project.bind',
  area: 'projects',
  words: { zh: ['绑定项目', '绑定'], en: ['bind project', 'bind'] },
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

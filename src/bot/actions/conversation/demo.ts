/** `演示`: a sample project to look around in. */
import { projectRef } from '../../../domain/projects/project.ts'
import { isRefusal, type Refusal } from '../../../domain/shared/refusal.ts'
import { type ActionContext, declare, type Outcome } from '../action.ts'
import { findSandbox, madeSandbox, makeSandbox, revertSandbox } from './sandbox.ts'

export const demoAction = declare({
  name: 'demo',
  area: 'conversation',
  about: {
    zh: '建一个只属于你的演示项目。',
    en: 'Makes a demo project that is yours alone.',
  },
  words: { zh: ['演示', '演示项目', '示例'], en: ['demo'] },
  ways: [{ pieces: [/演示(?:项目)?|示例项目|样例项目|示范(?:项目)?|demo(?: project)?/], needs: [] }],
  noise:
    /来个|来一个|给我|给我们|看看?|建个?|做个?|弄个?|想|一下|怎么玩|怎么用|个|吧|\b(?:show|give|run|start|me|us|a|the|please|see)\b/,
  examples: { zh: ['演示'], en: ['demo'] },
  slots: {},
  scope: 'none',
  permission: 'project.create',
  confirm: 'none',
  undo: { revert: revertSandbox },
  run,
})

async function run(context: ActionContext): Promise<Outcome | Refusal> {
  const known = await findSandbox(context)
  if (known) return { answer: { kind: 'object', ref: projectRef(known.id), view: 'gantt' } }
  const project = await makeSandbox(context)
  if (isRefusal(project)) return project
  const ref = projectRef(project.id)
  return {
    answer: { kind: 'object', ref, view: 'gantt', note: context.speech.t.demo.hint(ref) },
    ...madeSandbox(project),
  }
}

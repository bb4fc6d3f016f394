/** Every action, in the order in which help shows them. */
import type { Declared } from './action.ts'
import { demoAction } from './conversation/demo.ts'
import { helpAction } from './conversation/help.ts'
import { undoAction } from './conversation/undo.ts'
import { logHoursAction, myHoursAction } from './hours/log-hours.ts'
import { approveAction, rejectAction } from './money/decide-approval.ts'
import {
  approvalsWaitingAction,
  raiseBudgetAction,
  requestBudgetAction,
  showBudgetAction,
  withdrawAction,
} from './money/request-budget.ts'
import { auditListAction, auditVerifyAction } from './oversight/audit.ts'
import { resendAction } from './oversight/resend.ts'
import { selfCheckAction } from './oversight/self-check.ts'
import { bindProjectAction } from './projects/bind-project.ts'
import { createProjectAction } from './projects/create-project.ts'
import { ganttAction, listProjectsAction, progressAction, showProjectAction } from './projects/look-at-project.ts'
import { assignTaskAction } from './tasks/assign-task.ts'
import { createMilestoneAction, createTaskAction } from './tasks/create-task.ts'
import { dependTaskAction } from './tasks/depend-task.ts'
import { myTasksAction, showTaskAction } from './tasks/look-at-tasks.ts'
import { rescheduleTaskAction } from './tasks/reschedule-task.ts'
import { splitTaskAction } from './tasks/split-task.ts'
import { acceptTaskAction, completeTaskAction, problemTaskAction } from './tasks/update-task.ts'

export const ACTIONS: readonly Declared[] = [
  createProjectAction,
  createTaskAction,
  assignTaskAction,
  myTasksAction,
  completeTaskAction,
  logHoursAction,
  ganttAction,
  rescheduleTaskAction,
  splitTaskAction,
  createMilestoneAction,
  dependTaskAction,
  acceptTaskAction,
  problemTaskAction,
  showTaskAction,
  progressAction,
  showProjectAction,
  listProjectsAction,
  bindProjectAction,
  myHoursAction,
  requestBudgetAction,
  raiseBudgetAction,
  showBudgetAction,
  approveAction,
  rejectAction,
  approvalsWaitingAction,
  withdrawAction,
  undoAction,
  helpAction,
  demoAction,
  auditVerifyAction,
  auditListAction,
  selfCheckAction,
  resendAction,
]

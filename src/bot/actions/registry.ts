/** Every action, in the order in which help shows them. */
import type { Declared } from './action.ts'
import { bindAccountAction, myAccountsAction, unbindAccountAction } from './conversation/accounts.ts'
import { chooseLanguageAction } from './conversation/choose-language.ts'
import { demoAction } from './conversation/demo.ts'
import { explainAction } from './conversation/explain.ts'
import { helpAction } from './conversation/help.ts'
import { preferMessengerAction } from './conversation/prefer-messenger.ts'
import { textModeAction } from './conversation/text-mode.ts'
import { tourAction } from './conversation/tour.ts'
import { undoAction } from './conversation/undo.ts'
import { macroAction, nicknameAction, removeWordAction, synonymAction, wordListAction } from './conversation/words.ts'
import { confirmOvertimeAction } from './hours/confirm-overtime.ts'
import { logHoursAction } from './hours/log-hours.ts'
import { myHoursAction } from './hours/my-hours.ts'
import { moveHoursAction, reviseHoursAction } from './hours/revise-hours.ts'
import { approveAction, rejectAction } from './money/decide-approval.ts'
import { releaseHoldAction } from './money/release-hold.ts'
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
import { archiveProjectAction, restoreProjectAction } from './projects/archive-project.ts'
import { bindProjectAction } from './projects/bind-project.ts'
import { createProjectAction } from './projects/create-project.ts'
import { deleteProjectAction } from './projects/delete-project.ts'
import { ganttAction, listProjectsAction, progressAction, showProjectAction } from './projects/look-at-project.ts'
import { assignTaskAction } from './tasks/assign-task.ts'
import { cancelTaskAction } from './tasks/cancel-task.ts'
import { createMilestoneAction, createTaskAction } from './tasks/create-task.ts'
import { dependTaskAction } from './tasks/depend-task.ts'
import { listTasksAction } from './tasks/list-tasks.ts'
import { myTasksAction, showTaskAction } from './tasks/look-at-tasks.ts'
import { renameTaskAction } from './tasks/rename-task.ts'
import { rescheduleTaskAction } from './tasks/reschedule-task.ts'
import { splitTaskAction } from './tasks/split-task.ts'
import { acceptTaskAction, completeTaskAction, problemTaskAction } from './tasks/update-task.ts'
import { workloadAction } from './tasks/workload.ts'

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
  listTasksAction,
  workloadAction,
  renameTaskAction,
  cancelTaskAction,
  progressAction,
  showProjectAction,
  listProjectsAction,
  bindProjectAction,
  archiveProjectAction,
  restoreProjectAction,
  deleteProjectAction,
  reviseHoursAction,
  moveHoursAction,
  confirmOvertimeAction,
  myHoursAction,
  requestBudgetAction,
  raiseBudgetAction,
  showBudgetAction,
  approveAction,
  rejectAction,
  approvalsWaitingAction,
  withdrawAction,
  releaseHoldAction,
  undoAction,
  helpAction,
  chooseLanguageAction,
  textModeAction,
  preferMessengerAction,
  myAccountsAction,
  bindAccountAction,
  unbindAccountAction,
  tourAction,
  demoAction,
  explainAction,
  synonymAction,
  nicknameAction,
  macroAction,
  wordListAction,
  removeWordAction,
  auditVerifyAction,
  auditListAction,
  selfCheckAction,
  resendAction,
]

import { formatYuan } from '../../domain/shared/money.ts'
import { hours } from './numbers.ts'
import type { RefusalSentences, Say } from './refusals.ts'
import { en } from './texts.en.ts'

const { list } = en
const names = (ids: readonly string[], say: Say): string => list(ids.map((id) => say.name(id)))

export const enRefusals: RefusalSentences = {
  'PERMISSION.DENIED': ({ needs, helperIds }, say) =>
    `Not done: this needs the right "${en.permissions[needs]}"${helperIds.length > 0 ? `; ask ${names(helperIds.slice(0, 3), say)}` : ''}.`,
  'PERSON.UNKNOWN': ({ account, name }) =>
    `I do not know ${name ?? 'this account'} (${account}); nothing was done. Ask an administrator to add it to the roster.`,
  'PERSON.INACTIVE': ({ personId }, say) => `${say.name(personId)} is disabled; nothing was done.`,
  'PERSON.NOT_FOUND': ({ name }) => `Nobody is called "${name}"; nothing was done. Write the full name or use @.`,
  'PERSON.AMBIGUOUS': ({ name, candidateIds }, say) =>
    `"${name}" may be ${names(candidateIds, say)}. Please write the full name.`,
  'ACCOUNT.CODE_WRONG': () =>
    'That code is wrong or older than five minutes; nothing was bound. Send "bind account" in the private chat of the new account for another.',
  'ACCOUNT.TOO_MANY_CODES': ({ until }, say) =>
    `Too many wrong codes; nothing was bound. Try again after ${say.time(until)}.`,
  'ACCOUNT.PRIVATE_ONLY': () => 'Accounts are bound and given up in a private chat with me only; nothing was done.',
  'ACCOUNT.TAKEN': () =>
    'That account belongs to somebody else; nothing was bound. If that is wrong, ask an administrator.',
  'ACCOUNT.NONE_THERE': () => 'You have no account there; nothing was done. Send "my accounts" to see those you have.',
  'ACCOUNT.OF_ROSTER': () => 'That account is in the roster, which only an administrator changes; it was not given up.',
  'ACCOUNT.IN_USE': () => 'You are using that very account; it was not given up. Do it from another account of yours.',
  'ACCOUNT.NO_MESSENGER': ({ name, known }) =>
    `No messenger is called "${name}"; nothing was done. There are: ${list(known)}.`,
  'PROJECT.NOT_FOUND': ({ ref }) => `There is no project "${ref}". Send "projects" to see yours.`,
  'PROJECT.NONE_BOUND': () =>
    'I do not know which project you mean; nothing was done. Add its number (P-101), or create one with "new project".',
  'PROJECT.AMBIGUOUS': ({ name, refs }) =>
    `${name ? `"${name}"` : 'This'} may be ${list(refs)}; nothing was done. Add the project number.`,
  'PROJECT.CLOSED': ({ ref, status }) => `Project ${ref} is ${en.projectStatus[status]} and cannot be changed.`,
  'PROJECT.NOT_ARCHIVED': ({ ref, status }) =>
    `Project ${ref} is ${en.projectStatus[status]}, not archived; nothing was changed.`,
  'PROJECT.NAME_TAKEN': ({ name, ref }) =>
    `There is a project "${name}" already (${ref}); nothing was created. Choose another name.`,
  'PROJECT.TOO_LONG': ({ maxYears }) =>
    `A project may last ${maxYears} years at most; nothing was created. Check the dates.`,
  'PROJECT.CHAT_BOUND': ({ ref }) => `This group works on ${ref} already; nothing was changed.`,
  'DATE.REVERSED': ({ start, end }, say) =>
    `The end ${say.date(end)} is before the start ${say.date(start)}; nothing was saved.`,
  'DATE.PAST': ({ date }, say) => `${say.date(date)} has passed; nothing was saved. Give today or a later day.`,
  'DATE.TOO_FAR': ({ date, latest }, say) =>
    `${say.date(date)} is too far off (latest ${say.date(latest)}); nothing was saved.`,
  'DATE.SPAN': ({ days, maxDays }) => `${days} working days is outside 1–${maxDays}; nothing was saved.`,
  'TASK.NOT_FOUND': ({ ref }) => `There is no task "${ref}"; nothing was done. Send "my tasks" for the numbers.`,
  'TASK.AMBIGUOUS': ({ title, refs }) => `"${title}" may be ${list(refs)}; nothing was done. Use the task number.`,
  'TASK.DONE_ALREADY': ({ ref }) => `${ref} is done already; nothing was changed.`,
  'TASK.NOT_YOURS': ({ ref, assigneeId }, say) =>
    assigneeId
      ? `${ref} belongs to ${say.name(assigneeId)}; nothing was changed.`
      : `${ref} has no assignee yet; assign it first.`,
  'TASK.WRONG_STATE': ({ ref, state, wanted }) =>
    `${ref} is "${en.taskState[state]}"; this works only when it is ${list(wanted.map((one) => `"${en.taskState[one]}"`))}. Nothing was changed.`,
  'TASK.PREDECESSOR_OPEN': ({ ref, refs }) => `${ref} has to wait until ${list(refs)} is done; nothing was changed.`,
  'TASK.CYCLE': ({ refs }) => `That would be a circle: ${refs.join(' → ')}; nothing was saved.`,
  'TASK.OTHER_PROJECT': ({ ref, otherRef }) => `${ref} and ${otherRef} are not in the same project; nothing was saved.`,
  'TASK.IS_MILESTONE': ({ ref }) => `${ref} is a milestone; nothing was changed.`,
  'TASK.NO_DATES': ({ ref }) => `${ref} has no dates to shift. Give a date, e.g. "reschedule ${ref} 12-01".`,
  'TASK.SPAN_MISMATCH': ({ start, due, workingDays, between }, say) =>
    `${say.date(start)} to ${say.date(due)} is ${between} working days, not ${workingDays}; nothing was saved.`,
  'TASK.NO_CHANGE': ({ ref }) => `${ref} did not change.`,
  'HOURS.DAY_FULL': ({ date, wouldBeMinutes, suggestionMinutes }, say) =>
    `Not saved: ${say.date(date)} would have ${hours(wouldBeMinutes)} h, more than 24 h.${suggestionMinutes === undefined ? ' Check the hours.' : ` Did you mean ${hours(suggestionMinutes)} h?`}`,
  'HOURS.FUTURE': ({ date }, say) => `Not saved: ${say.date(date)} has not come yet.`,
  'HOURS.TOO_OLD': ({ date, earliest }, say) =>
    `Not saved: ${say.date(date)} is too long ago (earliest ${say.date(earliest)}).`,
  'HOURS.NOT_POSITIVE': () => 'Not saved: hours must be above 0.',
  'HOURS.NOT_FOUND': () => 'There is no such entry; nothing was changed.',
  'HOURS.NOT_YOURS': ({ personId }, say) => `This entry belongs to ${say.name(personId)}; nothing was changed.`,
  'HOURS.REMOVED': () => 'This entry was taken back; nothing was changed.',
  'HOURS.NO_NEW_VALUE': () => 'Nothing was changed: say the new time, e.g. "revise hours T-1 2h".',
  'HOURS.NO_CHANGE': () => 'The hours did not change.',
  'APPROVAL.NOT_FOUND': ({ ref }) => `There is no request ${ref}. Send "approvals" to see what waits for you.`,
  'APPROVAL.NOT_YOUR_TURN': ({ ref, approverId }, say) =>
    `${ref} has to be decided by ${say.name(approverId)}; your answer had no effect.`,
  'APPROVAL.OWN_REQUEST': ({ ref }) => `${ref} is your own request; you cannot decide it.`,
  'APPROVAL.VOTED': ({ ref, at, approverId }, say) =>
    `You approved ${ref} at ${say.time(at)}; it waits for ${say.name(approverId)} now. Nothing was done twice.`,
  'APPROVAL.ALREADY_DECIDED': ({ ref, status, byId, at }, say) =>
    `${ref} was ${en.approvalStatus[status]} by ${say.name(byId)} at ${say.time(at)}; your answer had no effect.`,
  'APPROVAL.WITHDRAWN': ({ ref, requesterId }, say) =>
    `${ref} was withdrawn by ${say.name(requesterId)}; your answer had no effect.`,
  'APPROVAL.REASON_REQUIRED': ({ ref }) =>
    `Rejecting ${ref} needs a reason; it is not rejected yet. E.g. "reject ${ref} over the quarter's limit".`,
  'APPROVAL.NOT_HOLDING': ({ ref, status }) =>
    status === 'pending'
      ? `${ref} is not decided yet, so nothing was given back. Its requester can "withdraw ${ref}".`
      : `${ref} is ${en.approvalStatus[status]} and holds no money; nothing was changed.`,
  'APPROVAL.RELEASED': ({ ref, byId, at }, say) =>
    `${say.name(byId)} gave back what ${ref} held at ${say.time(at)}; nothing was done again.`,
  'APPROVAL.NOT_REQUESTER': ({ requesterId }, say) =>
    `Only ${say.name(requesterId)} may withdraw it; nothing was changed.`,
  'APPROVAL.NO_APPROVER': ({ amount }) =>
    `Nobody may approve ${formatYuan(amount)} by the policy; nothing was submitted. Ask an administrator.`,
  'APPROVAL.PENDING': ({ ref }) => `${ref} is waiting for a decision already; nothing was submitted again.`,
  'APPROVAL.NONE_WAITING': () => 'Nothing waits for your decision.',
  'APPROVAL.SEVERAL_WAITING': ({ refs }) =>
    `${refs.length} requests wait for you: ${list(refs)}. Say which, e.g. "approve ${refs[0]}".`,
  'BUDGET.NOT_APPROVED': ({ projectRef }) =>
    `Not submitted: the budget of ${projectRef} is not approved yet, so nothing can be reserved.`,
  'BUDGET.EXCEEDED': ({ available, shortBy }) =>
    `Not submitted: ${formatYuan(shortBy)} above what is available (${formatYuan(available)}).`,
  'BUDGET.NOT_POSITIVE': () => 'The amount must be above 0; nothing was submitted.',
  'BUDGET.TOO_LARGE': ({ max }) => `The amount is above the limit of ${formatYuan(max)}; nothing was submitted.`,
  'BUDGET.BELOW_COMMITTED': ({ committed }) =>
    `The budget cannot be below ${formatYuan(committed)} that is held and used; nothing was saved.`,
  'BUDGET.NOT_HELD': ({ held }) => `Only ${formatYuan(held)} is held; nothing was released.`,
  'UNDO.NOTHING': () => 'There is nothing to undo here.',
  'UNDO.TOO_LATE': ({ objectRef, limitMinutes }) =>
    `The change of ${objectRef} is more than ${limitMinutes} minutes old and cannot be undone. You can change it again.`,
  'UNDO.ALREADY': ({ objectRef }) => `The change of ${objectRef} was undone already.`,
  'UNDO.CHANGED_SINCE': ({ objectRef }) =>
    `${objectRef} has changed since and cannot be undone. You can change it again.`,
  'UNDO.NOT_POSSIBLE': ({ objectRef }) =>
    `This change of ${objectRef} cannot be undone. Money and approvals are reversed by a new request; anything else you can change again.`,
  'PROMPT.EXPIRED': () =>
    'This question is more than 10 minutes old and void; nothing was changed. Send the command again.',
  'PROMPT.NOT_YOURS': ({ personId }, say) => `Only ${say.name(personId)} who asked may do this; nothing was changed.`,
  'PROMPT.USED': () => 'This card was answered already; nothing was done twice.',
  'PROMPT.NO_SUCH_CHOICE': ({ max }) => `Please answer with a number from 1 to ${max}.`,
  'INPUT.UNREADABLE': ({ field, text }) => `I cannot read "${text}" as ${field}; nothing was saved.`,
  'INPUT.DATE_PASSED': ({ text }) => `"${text}" has passed; nothing was saved. If you mean next year, add the year.`,
  'INPUT.DATE_NOT_YET': ({ text }) => `"${text}" is still to come, so no hours can be logged on it; nothing was saved.`,
  'INPUT.DATE_AMBIGUOUS': ({ text }) =>
    `"${text}" may be two different days; nothing was saved. Please write the date.`,
  'INPUT.HOLIDAY_UNKNOWN': ({ text }) =>
    `The days off for "${text}" are not announced yet; nothing was saved. Please write the date.`,
  'INPUT.RANGE_REVERSED': ({ text }) => `"${text}" ends before it begins; nothing was saved.`,
  'INPUT.IMPOSSIBLE_DATE': ({ text }) => `"${text}" is no valid date; nothing was saved.`,
  'INPUT.AMOUNT_TOO_PRECISE': ({ text }) => `"${text}" has more than two decimals; nothing was saved.`,
  'INPUT.AMOUNT_TOO_LARGE': ({ text }) => `"${text}" is too large; nothing was saved. Check the unit.`,
  'BUTTON.OUTDATED': () => 'This card is from an older version; its button did nothing. Send the command again.',
  'MESSAGE.TOO_OLD': ({ minutes }) =>
    `This message was sent ${minutes} minutes ago and only just arrived; it was not carried out. Send it again if it still matters.`,
  'MESSAGE.UNSUPPORTED': () => 'I cannot read this kind of message; nothing was done. Please write it as text.',
  'WORD.SHAPE': ({ spoken, min, max }) =>
    `"${spoken}" cannot be a word; nothing was saved. Use ${min} to ${max} characters: letters, digits and blanks, and no number of an object.`,
  'WORD.RESERVED': ({ spoken }) => `"${spoken}" means something else already; nothing was saved. Choose another word.`,
  'WORD.TAKEN': ({ spoken, verb }) =>
    `"${spoken}" is a word for "${verb}" already; nothing was saved. Choose another word.`,
  'WORD.UNKNOWN_VERB': ({ meaning, near }) =>
    `There is no verb of mine in "${meaning}"; nothing was saved. ${near.length > 0 ? `Near ones: ${list(near)}.` : 'Send "help" to see the verbs.'}`,
  'WORD.NESTED': ({ spoken, other }) =>
    `A shortcut cannot stand for another one ("${spoken}" and "${other}"); nothing was saved.`,
  'WORD.NO_CHANGE': ({ spoken }) => `"${spoken}" means that already; nothing was changed.`,
  'WORD.NOT_FOUND': ({ spoken }) =>
    `"${spoken}" is not among our words; nothing was changed. Send "dictionary" to see them.`,
  'TURN.NONE': () => 'You have said nothing here yet that could be explained; nothing was done.',
  'TURN.NOT_YOURS': () => 'Those are not your words, and I explain only your own; nothing was done.',
  'TEXT.EMPTY': ({ field }) => `${en.textFields[field]} must not be empty; nothing was saved.`,
  'TEXT.TOO_LONG': ({ field, max }) => `${en.textFields[field]} may have ${max} characters at most; nothing was saved.`,
}

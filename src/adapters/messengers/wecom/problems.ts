/** What an administrator should know, found by the calls themselves: one sentence per transport, gone once it works. */
import type { Clock } from '../../../domain/ports/clock.ts'

/** A member outside the visible range hinders only what is for that member. */
const ABOUT_ONE_MEMBER = '60011'
const NOTICE_MS = 3_600_000

export interface Problems {
  noted(outcome: { code?: string; advice?: string }): void
  /** An event about the app's own life, by WeCom's name. */
  lifecycle(name: string): void
  /** Why nothing works, if that is so. */
  blocking(): string | undefined
  /** What should be mended all the same. */
  notices(): string[]
  /** Code of the last call, if it failed. */
  lastErrorCode(): string | undefined
}

const LIFECYCLE: Readonly<Record<string, string | undefined>> = {
  inactive_alert: '企业微信预告：应用长期不活跃，即将停用；请有成员打开一次应用',
  close_inactive_agent: '应用因长期不活跃已被企业微信停用：请在管理后台重新启用',
  low_active_alert: '企业微信预告：应用活跃度低，即将受限',
  low_active: '应用因活跃度低已被企业微信限制',
  reopen_inactive_agent: undefined,
  active_restored: undefined,
}

export function createProblems(clock: Clock): Problems {
  let last: string | undefined
  let blocking: string | undefined
  let notice: { words: string; until: number } | undefined
  let life: string | undefined

  return {
    noted({ code, advice }) {
      last = code
      if (code === ABOUT_ONE_MEMBER) {
        if (advice) notice = { words: advice, until: clock.now().getTime() + NOTICE_MS }
      } else if (code === undefined) blocking = undefined
      else if (advice) blocking = advice
    },
    lifecycle(name) {
      if (Object.hasOwn(LIFECYCLE, name)) life = LIFECYCLE[name]
    },
    blocking: () => blocking,
    notices() {
      const current = notice && clock.now().getTime() < notice.until ? [notice.words] : []
      return life === undefined ? current : [...current, life]
    },
    lastErrorCode: () => last,
  }
}

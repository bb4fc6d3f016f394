/** People of the organisation: who they are on each messenger and what they may do by default. */

/** 管理员 · 项目经理 · 成员 · 外部供应商 · 观察者: what a person may do where no project role says otherwise. */
export type Role = 'admin' | 'project_manager' | 'member' | 'vendor' | 'observer'

/** 审批人 · 财务 · 审计员: duties that come on top of a role. */
export type Duty = 'approver' | 'finance' | 'auditor'

export type Locale = 'zh-CN' | 'en'

/** One account of a person on one messenger; `id` is the platform's user id as its adapter reports it. */
export interface Account {
  platform: string
  id: string
  /** Bound by the person with a one-time code; an import of the roster keeps it. */
  bound?: true
}

export interface Person {
  id: string
  name: string
  title?: string
  department?: string
  nicknames: readonly string[]
  skills: readonly string[]
  role: Role
  duties: readonly Duty[]
  /** The company of an external vendor. */
  company?: string
  /** In order of preference: the first account of a platform that is configured receives personal messages. */
  accounts: readonly Account[]
  locale: Locale
  active: boolean
}

export interface PeopleRepository {
  byId(id: string): Promise<Person | undefined>
  byAccount(platform: string, accountId: string): Promise<Person | undefined>
  /** Everybody who is active. */
  all(): Promise<readonly Person[]>
  /** Inserts or replaces the person together with the accounts. */
  save(person: Person): Promise<void>
}

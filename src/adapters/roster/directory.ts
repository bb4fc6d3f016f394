/** Who is called what: finds people by name or id, and notices what is used twice. */
import type { Person } from '../../domain/people/person.ts'
import { textsOf } from './fields.ts'
import { type Report, sentences } from './problems.ts'
import type { TextValue, Value } from './tree.ts'

/** Words that stand for somebody else than a person wherever people are named. */
export const PROJECT_MANAGER_WORDS: ReadonlySet<string> = new Set(['project_manager', '项目经理'])

export interface Entry {
  person: Person
  /** False if something about the person was reported already: then nothing is concluded from it. */
  sound: boolean
}

export class Directory {
  readonly #byName = new Map<string, { at: number; entry?: Entry }>()
  readonly #accounts = new Map<string, number>()
  readonly #lineOf: (at: number) => number
  readonly #report: Report

  constructor(lineOf: (at: number) => number, report: Report) {
    this.#lineOf = lineOf
    this.#report = report
  }

  /** Claims a name or id; without an entry nobody can refer to it (the bot's name). */
  claim(name: TextValue, entry?: Entry): void {
    if (PROJECT_MANAGER_WORDS.has(name.text)) {
      this.#report(name.at, sentences.nameReserved(name.text))
      return
    }
    const taken = this.#byName.get(name.text)
    if (!taken) this.#byName.set(name.text, { at: name.at, ...(entry && { entry }) })
    // Somebody whose id is the name is no conflict.
    else if (!entry || taken.entry !== entry)
      this.#report(name.at, sentences.nameTaken(name.text, this.#lineOf(taken.at)))
  }

  claimAccount(platform: string, id: TextValue): void {
    const key = `${platform}/${id.text}`
    const taken = this.#accounts.get(key)
    if (taken === undefined) this.#accounts.set(key, id.at)
    else this.#report(id.at, sentences.accountTaken(id.text, this.#lineOf(taken)))
  }

  find(name: TextValue): Entry | undefined {
    const entry = this.#byName.get(name.text)?.entry
    if (!entry) this.#report(name.at, sentences.unknownPerson(name.text))
    return entry
  }

  /** Texts of a list of people, without those that are listed before. */
  namesIn(value: Value | undefined, what: string): readonly TextValue[] {
    const names = textsOf(value, what, this.#report)
    if (value?.kind === 'list' && value.items.length === 0) this.#report(value.at, sentences.emptyList(what))
    const seen = new Set<unknown>()
    return names.filter((name) => {
      const who = this.#byName.get(name.text)?.entry ?? name.text
      if (seen.has(who)) this.#report(name.at, sentences.listedTwice(name.text))
      return !seen.has(who) && seen.add(who)
    })
  }
}

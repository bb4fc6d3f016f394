/** The organisation's own vocabulary, kept by its administrators: no code is changed for it. */
export interface Word {
  /** `synonym`: another word for a verb; `nickname`: another name for a person; `macro`: a short cut for a whole line. */
  kind: 'synonym' | 'nickname' | 'macro'
  /** What people type. Unique among all words of the organisation. */
  spoken: string
  /** A declared verb, a person's id, or a line. */
  meaning: string
  createdBy: string
  createdAt: Date
}

export interface WordRepository {
  /** In the order in which they were made. */
  all(): Promise<readonly Word[]>
  /** Inserts or replaces by `spoken`. */
  save(word: Word): Promise<void>
  remove(spoken: string): Promise<void>
}

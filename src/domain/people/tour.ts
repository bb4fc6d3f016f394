/** How far a person is with the tour for newcomers. */
export interface Tour {
  personId: string
  /** Of the tour's steps, counted from 0. */
  step: number
  status: 'running' | 'skipped' | 'done'
  updatedAt: Date
}

export interface TourRepository {
  of(personId: string): Promise<Tour | undefined>
  save(tour: Tour): Promise<void>
}

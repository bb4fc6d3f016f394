const NEAR_PX = 48

export interface ScrollState {
  scrollTop: number
  scrollHeight: number
  clientHeight: number
}

/**
 * Whether the reader follows the end of a list after a scroll. Only a way up ends it: the scroll event of a jump to
 * the end may arrive when a picture has already made the list longer, and then the end is far away by itself.
 */
export function followsEnd(view: ScrollState, before: { following: boolean; scrollTop: number }): boolean {
  const near = view.scrollHeight - view.scrollTop - view.clientHeight < NEAR_PX
  return near || (before.following && view.scrollTop >= before.scrollTop)
}

interface Size {
  width: number
  height: number
}

interface Point {
  x: number
  y: number
}

/** Where a point of a drawn picture lies in it: 0 to 1 in both directions. A key press (0, 0) means its beginning. */
export function spotIn(box: Size & { left: number; top: number }, at: Point): Point {
  const share = (distance: number, length: number) => (length > 0 ? Math.min(1, Math.max(0, distance / length)) : 0)
  return { x: share(at.x - box.left, box.width), y: share(at.y - box.top, box.height) }
}

/** The scroll position that puts a spot of the picture in the middle of the view, as far as the picture reaches. */
export const scrollTo = (spot: Point, picture: Size, view: Size): Point => ({
  x: Math.max(0, spot.x * picture.width - view.width / 2),
  y: Math.max(0, spot.y * picture.height - view.height / 2),
})

/** Minutes as hours with at most two decimals, never a float's tail: 150 → `2.5`. */
export function hours(minutes: number): string {
  const hundredths = Math.round((minutes * 100) / 60)
  const text = (hundredths / 100).toFixed(2).replace(/0$/, '')
  return text.endsWith('.0') ? text.slice(0, -2) || '0' : text
}

/** As time sheets show them, with at least one decimal: 180 → `3.0`. */
export function tenths(minutes: number): string {
  const text = hours(minutes)
  return text.includes('.') ? text : `${text}.0`
}

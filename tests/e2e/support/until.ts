import { setTimeout as pause } from 'node:timers/promises'

/** For what happens in another process and announces itself to nobody: asks again and again, within bounds. */
export async function until(what: string, holds: () => Promise<boolean>, patienceMs = 20_000): Promise<void> {
  const deadline = performance.now() + patienceMs
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`waited ${patienceMs} ms in vain until ${what}`)
    await pause(20)
  }
}

/** `npm run check`: types, layers, unused code, lint and format. Exits with 1 if one of them fails. */
import { runChecks } from './lib/checks.ts'

const results = await runChecks((line) => console.log(line))
const failed = results.filter(({ ok }) => !ok)
console.log(failed.length === 0 ? 'all checks passed' : `failed: ${failed.map(({ name }) => name).join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1

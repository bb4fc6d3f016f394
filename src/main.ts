/** The process: configuration, roster, signals, a clean end. */
import { existsSync, readFileSync } from 'node:fs'
import { explainRosterProblems, type Roster, readRoster } from './adapters/roster/index.ts'
import { createLog } from './adapters/system/log.ts'
import { startApp } from './app.ts'
import { type Config, explainProblems, loadConfig } from './config/index.ts'

function fail(explanation: string): never {
  process.stderr.write(`${explanation}\n`)
  process.exit(1)
}

function configured(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const config = loadConfig(process.env)
  if ('problems' in config) fail(explainProblems(config))
  return config
}

function roster(file: string | undefined): Roster | undefined {
  if (file === undefined) return undefined
  if (!existsSync(file)) fail(`找不到花名册文件 / There is no roster file: ${file} (MEMS_ROSTER)`)
  const read = readRoster(readFileSync(file, 'utf8'), file)
  if ('problems' in read) fail(explainRosterProblems(read))
  return read
}

const config = configured()
const log = createLog(config.logLevel)
for (const name of config.unknownVariables)
  log.warn({ variable: name }, 'this variable is read by nothing; is it misspelt?')

try {
  const app = await startApp(config, roster(config.rosterFile), log)
  announce(app.address)
  let closing = false
  const close = async (): Promise<void> => {
    // A second Ctrl-C does not wait: what is under way is in the inbox and the outbox.
    if (closing) process.exit(130)
    closing = true
    await app.close()
    process.exit(0)
  }
  process.on('SIGINT', () => void close())
  process.on('SIGTERM', () => void close())
} catch (error) {
  log.fatal({ err: error }, 'the service could not start')
  fail(error instanceof Error ? error.message : 'The service could not start.')
}

function announce(address: string): void {
  if (!config.simulator) {
    log.info({ address }, 'MEMS is listening')
    return
  }
  const unused = config.feishu.credentials
    ? ' (real Feishu credentials are set and stay unused / 已配置的飞书凭证不会被使用)'
    : ''
  process.stdout.write(
    `MEMS 营销助手 · simulator mode, loopback only / 模拟器模式,仅本机可访问${unused}\nOpen / 打开: ${address}/simulator/\nCtrl-C to stop / 按 Ctrl-C 停止\n`,
  )
}

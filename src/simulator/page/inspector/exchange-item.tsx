import { useState } from 'preact/hooks'
import type { Exchange } from '../api/types.ts'
import { timeOf } from '../text/clock.ts'
import { platformName } from '../text/people.ts'
import { BodyBlock } from './body-block.tsx'

const DIRECTIONS = { 'to-platform': '服务 → 平台', 'to-service': '平台 → 服务' } as const

const failed = (status: number | undefined) => status === undefined || status === 0 || status >= 400

function Summary({ exchange }: { exchange: Exchange }) {
  return (
    <summary>
      <span class={`platform-badge look-${exchange.platform}`}>{platformName(exchange.platform)}</span>
      <span class={`direction ${exchange.direction}`}>{DIRECTIONS[exchange.direction] ?? exchange.direction}</span>
      <span class={failed(exchange.status) ? 'status failed' : 'status'}>{exchange.status ?? '无应答'}</span>
      <span class="ms">{exchange.ms === undefined ? '' : `${Math.round(exchange.ms)} ms`}</span>
      <time dateTime={exchange.at}>{timeOf(Date.parse(exchange.at))}</time>
      <span class="route">
        {exchange.transport === 'long-connection' ? '长连接' : exchange.method} {exchange.path}
      </span>
    </summary>
  )
}

/** One request with its answer; the bodies are drawn when it is opened. */
export function ExchangeItem({ exchange, open }: { exchange: Exchange; open: boolean }) {
  const [shown, setShown] = useState(open)
  return (
    <details class="exchange" open={open} onToggle={(event) => setShown(event.currentTarget.open)}>
      <Summary exchange={exchange} />
      {shown && (
        <>
          <BodyBlock label="解密后的内容" body={exchange.decrypted} />
          <BodyBlock label="请求体" body={exchange.request} />
          <BodyBlock label="应答体" body={exchange.response} />
          <BodyBlock label="请求头" body={exchange.requestHeaders} />
          <BodyBlock label="应答头" body={exchange.responseHeaders} />
        </>
      )}
    </details>
  )
}

import { useState } from 'preact/hooks'
import type { Message } from '../api/types.ts'
import { previewOf } from '../text/preview.ts'
import { Icon } from '../ui/icon.tsx'
import { ExchangeItem } from './exchange-item.tsx'
import { useExchanges } from './use-exchanges.ts'

interface InspectorProps {
  /** The message asked about, if one was. */
  message: Message | undefined
  tick: number
  onClose(): void
  onError(error: unknown): void
}

interface TabProps {
  name: string
  selected: boolean
  onSelect(): void
}

function Tab({ name, selected, onSelect }: TabProps) {
  return (
    <button type="button" role="tab" aria-selected={selected} aria-controls="exchanges" class="tab" onClick={onSelect}>
      {name}
    </button>
  )
}

/** The raw requests and answers behind a message, and all recent ones. */
export function Inspector({ message, tick, onClose, onError }: InspectorProps) {
  const [all, setAll] = useState(false)
  const one = all ? undefined : message
  const exchanges = useExchanges(one?.id, tick, onError)
  return (
    <aside class="inspector" aria-label="协议检查器" data-testid="inspector">
      <header class="inspector-head">
        <h2>协议</h2>
        <div role="tablist" class="tabs">
          {message && <Tab name="这条消息" selected={!all} onSelect={() => setAll(false)} />}
          <Tab name="全部" selected={all || !message} onSelect={() => setAll(true)} />
        </div>
        <button type="button" class="icon-button" aria-label="关闭协议检查器" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div id="exchanges" role="tabpanel" class="exchanges">
        {one && <p class="inspected">{`${one.from.name}：${previewOf(one)}`}</p>}
        {exchanges?.map((exchange, index) => (
          <ExchangeItem key={exchange.id} exchange={exchange} open={one !== undefined && index === 0} />
        ))}
        {exchanges?.length === 0 && <p class="empty">没有记录到请求</p>}
      </div>
    </aside>
  )
}

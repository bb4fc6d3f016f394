import { useState } from 'preact/hooks'
import type { Simulator } from '../state/use-simulator.ts'
import { platformName } from '../text/people.ts'
import { Icon } from '../ui/icon.tsx'
import { ClockPanel } from './clock-panel.tsx'
import { HelpDialog } from './help-dialog.tsx'
import { PersonPicker } from './person-picker.tsx'

interface TopBarProps {
  simulator: Simulator
  platform: string
  drawerOpen: boolean
  onDrawer(): void
  onPerson(id: string): void
  onInspect(): void
  onError(error: unknown): void
}

/** Product name, who you are, the platform, the virtual clock, and help. */
export function TopBar({ simulator, platform, drawerOpen, onDrawer, onPerson, onInspect, onError }: TopBarProps) {
  const [help, setHelp] = useState(false)
  const { world, person, clock } = simulator
  return (
    <header class="top-bar">
      <button
        type="button"
        class="icon-button drawer-toggle"
        aria-label="会话列表"
        aria-expanded={drawerOpen}
        onClick={onDrawer}
      >
        <Icon name="menu" />
      </button>
      <h1 class="product">营销助手模拟器</h1>
      {world && person && <PersonPicker people={world.people} chats={world.chats} person={person} onPick={onPerson} />}
      <span class="platform-badge">{platformName(platform)}</span>
      {!simulator.live && <span class="offline">正在连接…</span>}
      {clock && <ClockPanel base={clock} onClock={simulator.heard} onError={onError} />}
      <button type="button" class="text-button" onClick={onInspect}>
        <Icon name="protocol" />
        <span class="wide-only">协议</span>
        <span class="sr-only">检查器</span>
      </button>
      <button type="button" class="text-button" onClick={() => setHelp(true)}>
        <Icon name="help" />
        <span class="wide-only">帮助</span>
        <span class="sr-only">说明</span>
      </button>
      {help && <HelpDialog onClose={() => setHelp(false)} />}
    </header>
  )
}

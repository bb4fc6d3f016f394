import { useState } from 'preact/hooks'
import type { Simulator } from '../state/use-simulator.ts'
import { platformName } from '../text/people.ts'
import { Icon } from '../ui/icon.tsx'
import { ClockPanel } from './clock-panel.tsx'
import { HelpDialog } from './help-dialog.tsx'
import { PersonPicker } from './person-picker.tsx'

interface TopBarProps {
  simulator: Simulator
  /** Where the person has chats. */
  platforms: readonly string[]
  /** The platforms stand beside each other. */
  side: boolean
  drawerOpen: boolean
  onDrawer(): void
  onSide(): void
  onPerson(id: string): void
  onInspect(): void
  onError(error: unknown): void
}

/** The platform where the person is logged in; if there are several, the way to see them all at once. */
function Platforms({ names, side, onSide }: { names: readonly string[]; side: boolean; onSide(): void }) {
  const [only, ...others] = names
  if (only && others.length === 0) return <span class={`platform-badge look-${only}`}>{platformName(only)}</span>
  return (
    <button
      type="button"
      class="text-button side-toggle"
      aria-pressed={side}
      title={`各平台并排：${names.map(platformName).join('、')}`}
      onClick={onSide}
    >
      <Icon name="columns" />
      <span class="wide-only">并排</span>
      <span class="sr-only">显示各平台</span>
    </button>
  )
}

/** Product name, who you are, the platforms, the virtual clock, and help. */
export function TopBar(props: TopBarProps) {
  const { simulator, platforms, side, drawerOpen, onDrawer, onSide, onPerson, onInspect, onError } = props
  const [help, setHelp] = useState(false)
  const { world, person, clock } = simulator
  return (
    <header class="top-bar">
      {!side && (
        <button
          type="button"
          class="icon-button drawer-toggle"
          aria-label="会话列表"
          aria-expanded={drawerOpen}
          onClick={onDrawer}
        >
          <Icon name="menu" />
        </button>
      )}
      <h1 class="product">营销助手模拟器</h1>
      {world && person && <PersonPicker people={world.people} chats={world.chats} person={person} onPick={onPerson} />}
      {platforms.length > 0 && <Platforms names={platforms} side={side} onSide={onSide} />}
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

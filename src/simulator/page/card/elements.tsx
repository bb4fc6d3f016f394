import type { FunctionComponent } from 'preact'
import { CardButton } from './button.tsx'
import { ColumnSet } from './column-set.tsx'
import { Collapsible, InteractiveContainer, Overflow } from './containers.tsx'
import { CardForm } from './form.tsx'
import { CardImage, ImageCombination } from './image.tsx'
import { Checker } from './inputs/checker.tsx'
import { DateInput } from './inputs/date-input.tsx'
import { MultiSelect } from './inputs/multi-select.tsx'
import { SelectOne } from './inputs/select-one.tsx'
import { TextInput } from './inputs/text-input.tsx'
import { type Json, stringAt } from './json.ts'
import { CardTable } from './table.tsx'
import { MarkdownElement, Person, PersonList, PlainText, TextBlock } from './texts.tsx'

const ELEMENTS: Record<string, FunctionComponent<{ element: Json }>> = {
  button: CardButton,
  checker: Checker,
  collapsible_panel: Collapsible,
  column_set: ColumnSet,
  date_picker: DateInput,
  div: TextBlock,
  form: CardForm,
  hr: () => <hr />,
  img: CardImage,
  img_combination: ImageCombination,
  input: TextInput,
  interactive_container: InteractiveContainer,
  markdown: MarkdownElement,
  multi_select_person: MultiSelect,
  multi_select_static: MultiSelect,
  overflow: Overflow,
  person: Person,
  person_list: PersonList,
  picker_datetime: DateInput,
  picker_time: DateInput,
  plain_text: PlainText,
  select_person: SelectOne,
  select_static: SelectOne,
  table: CardTable,
}

/** What the simulator cannot draw is said, not hidden. */
function Unknown({ element }: { element: Json }) {
  return <p class="unknown-element">暂不支持显示的组件：{stringAt(element, 'tag') || '（没有 tag）'}</p>
}

const lookup = (tag: string) => (Object.hasOwn(ELEMENTS, tag) ? ELEMENTS[tag] : undefined) ?? Unknown

/** Draws card elements below each other. */
export function Elements({ items, gap }: { items: readonly Json[]; gap?: string | undefined }) {
  return (
    <div class="elements" style={{ gap }}>
      {items.map((element, index) => {
        const Element = lookup(stringAt(element, 'tag'))
        return <Element key={stringAt(element, 'element_id') || index} element={element} />
      })}
    </div>
  )
}

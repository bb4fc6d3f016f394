import { pretty } from '../text/pretty.ts'

/** A headed block of raw text that can be copied. */
export function BodyBlock({ label, body }: { label: string; body: unknown }) {
  const text = pretty(body)
  if (text === '' || text === '{}') return null
  return (
    <section class="body-block">
      <header>
        <h4>{label}</h4>
        <button
          type="button"
          class="text-button"
          aria-label={`复制${label}`}
          onClick={() => void navigator.clipboard.writeText(text)}
        >
          复制
        </button>
      </header>
      <pre>{text}</pre>
    </section>
  )
}

const PATHS = {
  menu: 'M4 6h16M4 12h16M4 18h16',
  close: 'M6 6l12 12M18 6L6 18',
  reply: 'M10 8L5 13l5 5M5 13h9a5 5 0 0 0 5-5V6',
  protocol: 'M8 7l-5 5 5 5M16 7l5 5-5 5M13.500 5l-3 14',
  attach:
    'M20 11.500l-7.800 7.800a5 5 0 0 1-7.100-7.100l8.500-8.500a3.300 3.300 0 0 1 4.700 4.700l-8.500 8.500a1.700 1.700 0 0 1-2.400-2.400l7.800-7.800',
  at: 'M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0zm0 0v1.500a2.500 2.500 0 0 0 5 0V12a9 9 0 1 0-3.500 7.100',
  send: 'M4 12l16-8-6 16-3-7-7-1z',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.500 2',
  help: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.500 9.500a2.500 2.500 0 1 1 3.500 2.300c-.700.300-1 .800-1 1.700M12 16.800v.200',
  down: 'M12 5v14M6 13l6 6 6-6',
  file: 'M14 3H6v18h12V7l-4-4zM14 3v4h4',
  columns: 'M4 5h16v14H4zM9.300 5v14M14.700 5v14',
  chevron: 'M9 6l6 6-6 6',
} as const

/** A line icon; decorative, so the button around it carries the name. */
export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  )
}

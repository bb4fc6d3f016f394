import { useEffect, useState } from 'preact/hooks'

/** Whether a media query holds, right from the first drawing and followed as the window changes. */
export function useMedia(query: string): boolean {
  const [, redraw] = useState({})
  useEffect(() => {
    const media = matchMedia(query)
    const follow = () => redraw({})
    media.addEventListener('change', follow)
    return () => media.removeEventListener('change', follow)
  }, [query])
  return matchMedia(query).matches
}

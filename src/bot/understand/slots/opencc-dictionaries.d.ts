/** opencc-js has no types for its single dictionaries: `from to` pairs, joined by bars. */
declare module 'opencc-js/dict/TSCharacters' {
  const pairs: string
  export default pairs
}

/** A pattern for `ilike` that finds the words anywhere; what the person typed holds no wildcards. */
export function contains(words: string): string {
  return `%${words.replace(/[\\%_]/g, '\\$&')}%`
}

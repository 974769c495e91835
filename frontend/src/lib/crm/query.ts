import { page } from '$app/state'

/** The address of this page with some of its query changed; an empty value takes its name out. */
export function changedQuery(changes: Record<string, string>): string {
  const search = new URLSearchParams([...page.url.searchParams])
  for (const [name, value] of Object.entries(changes)) {
    if (value) search.set(name, value)
    else search.delete(name)
  }
  return `?${search}`
}

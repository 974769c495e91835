/** What is saved, as the controls of a form hold it. */
export interface Saved<Values> {
  values: Values
  version: number
}

type Fields = Record<string, unknown>

/** What a form needs to show both versions when two people have saved. */
export interface Versioned<Values> {
  /** Of what the form began with. */
  version: number
  /** Reads what somebody else has saved meanwhile. */
  reread: () => Promise<Saved<Values>>
  /** The name of a field whose values do not have the name of their `Field`. */
  label?: (field: string) => string | undefined
  /** How a value is said that is neither a text nor a choice of a Select, e.g. minutes; undefined leaves it to the form. */
  text?: (field: string, value: unknown) => string | undefined
  /** Where one value holds several things that can be chosen apart, e.g. the lines of a grid. */
  apart?: (values: Values) => Fields
  together?: (fields: Fields) => Values
}

/**
 * Puts two changes of the same thing together, field by field. What only one of the two has changed is taken; a clash is
 * what both have changed, and not to the same. There `merged` holds mine.
 */
export function mergeFields(
  before: Fields,
  mine: Fields,
  theirs: Fields
): { merged: Fields; clashes: string[] } {
  const names = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])]
  const clashes: string[] = []
  const merged: Fields = {}
  for (const name of names) {
    const untouched = same(before[name], mine[name])
    merged[name] = untouched ? theirs[name] : mine[name]
    if (!untouched && !same(before[name], theirs[name]) && !same(mine[name], theirs[name]))
      clashes.push(name)
  }
  return { merged, clashes }
}

const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

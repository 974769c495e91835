import { fileURLToPath } from 'node:url'

export type Weight = 400 | 500 | 600

/**
 * Inter (SIL Open Font License 1.1) comes as one file per script. A character is set in the first
 * of these that has it, so Latin costs one font and a Polish or Greek name adds one more.
 */
const scripts = ['latin', 'latin-ext', 'greek', 'cyrillic', 'cyrillic-ext', 'vietnamese']

const found = new Map<Weight, string[]>()

/**
 * Paths of the faces of one weight in the order they are tried. WOFF, because fontkit cannot subset WOFF2. Remembered,
 * because a letter asks for each of its characters and resolving a package is slow.
 */
export function facePaths(weight: Weight): string[] {
  const known = found.get(weight)
  if (known) return known
  const paths = scripts.map((script) =>
    fileURLToPath(
      import.meta.resolve(`@fontsource/inter/files/inter-${script}-${weight}-normal.woff`)
    )
  )
  found.set(weight, paths)
  return paths
}

/** What a house without a colour of its own has: Kontor's petrol. */
export const DEFAULT_BRAND = '#0b6475'

/** The house's initial on its colour, as an address for the browser's tab. */
export function brandIcon(name: string, color: string | null): string {
  const ground = color && /^#[0-9a-f]{6}$/i.test(color) ? color : DEFAULT_BRAND
  const letter = /\p{L}|\p{N}/u.exec(name)?.[0].toUpperCase() ?? ''
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="${ground}"/><text x="16" y="16" dy=".36em" text-anchor="middle" font-family="Inter,system-ui,sans-serif" font-size="19" font-weight="600" fill="${isLight(ground) ? '#11181c' : '#fff'}">${letter}</text></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

/** Relative luminance (WCAG 2.2): above this dark letters are easier to read than white ones. */
function isLight(color: string): boolean {
  const [red, green, blue] = [1, 3, 5]
    .map((start) => parseInt(color.slice(start, start + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue! > 0.179
}

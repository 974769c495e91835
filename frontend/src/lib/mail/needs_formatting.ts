/** Tables and pictures say nothing as text. */
export const needsFormatting = (html: string | null): boolean =>
  html !== null && /<(?:table|img)\b/i.test(html)

/** The package ships no types; this is the part of its surface that we use. */
declare module 'html-to-text' {
  interface Selector {
    selector: string
    format?: string
    options?: Record<string, unknown>
  }

  interface BlockTextBuilder {
    addInline(text: string): void
  }

  type Formatter = (
    element: { children: unknown[] },
    walk: (children: unknown[], builder: BlockTextBuilder) => void,
    builder: BlockTextBuilder
  ) => void

  export function convert(
    html: string,
    options: {
      wordwrap: number | false
      formatters: Record<string, Formatter>
      selectors: Selector[]
      limits: { maxInputLength: number; maxDepth: number }
    }
  ): string
}

export interface Crumb {
  title: string
  /** Missing on the page itself. */
  href?: string
}

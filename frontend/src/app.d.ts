import type { Crumb } from '#lib/crumbs.ts'

declare global {
  namespace App {
    interface Error {
      /** The API's stable code, e.g. `not_found`; absent for errors of the browser itself. */
      code?: string
    }
    interface PageData {
      /** Where the page stands, outermost first, at most three; the last one titles the tab. */
      crumbs?: Crumb[]
    }
  }
}

export {}

export interface Tab {
  id: string
  title: string
  /** Already in words, `1.000+`. */
  count?: string | number
  /** The count is bad news. */
  alarm?: boolean
}

export const tabList =
  'flex shrink-0 items-center gap-0.5 overflow-x-auto overflow-y-hidden border-b border-line px-3 text-sm [scrollbar-width:none]'

export const tabStyle =
  'flex h-9 shrink-0 items-center gap-1.5 border-b-2 border-transparent px-2.5 whitespace-nowrap text-ink-2 outline-offset-[-2px] hover:text-ink data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink pointer-coarse:h-11'

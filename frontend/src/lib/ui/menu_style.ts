export const floatingMenu =
  'z-50 max-h-(--bits-floating-available-height) min-w-48 animate-appear overflow-y-auto rounded-lg border border-line bg-raised p-1 text-sm text-ink shadow-float outline-none data-[state=closed]:animate-vanish'

export const floatingMenuItem =
  'flex h-8 cursor-default items-center gap-2 rounded-md px-2 outline-none select-none data-highlighted:bg-hover data-disabled:opacity-50 pointer-coarse:h-10 [&>svg]:text-ink-3'

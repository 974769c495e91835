/** One look for everything one types into or chooses from. */
export const controlStyle =
  'block h-8 w-full min-w-0 rounded-md border border-line-strong bg-surface px-2.5 text-base text-ink transition-colors outline-none hover:border-ink-3 focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-accent/35 disabled:cursor-not-allowed disabled:bg-hover disabled:text-ink-3 aria-invalid:border-bad aria-invalid:focus-visible:outline-bad/35 pointer-coarse:h-10 pointer-coarse:text-[16px]'

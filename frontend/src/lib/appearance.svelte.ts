export type Theme = 'system' | 'light' | 'dark'
export type Density = 'compact' | 'comfortable'

const systemDark = window.matchMedia('(prefers-color-scheme: dark)')

/** How the screen looks, on this device: theme, row height, rail. `static/theme.js` reads the theme too. */
class Appearance {
  #theme = $state<Theme>(read('kontor.theme', ['system', 'light', 'dark']))
  #density = $state<Density>('compact')
  #railCollapsed = $state(read('kontor.rail', ['wide', 'narrow']) === 'narrow')

  constructor() {
    systemDark.addEventListener('change', () => this.#paint())
  }

  get theme(): Theme {
    return this.#theme
  }

  set theme(theme: Theme) {
    this.#theme = theme
    write('kontor.theme', theme)
    this.#paint()
  }

  get density(): Density {
    return this.#density
  }

  get railCollapsed(): boolean {
    return this.#railCollapsed
  }

  set railCollapsed(collapsed: boolean) {
    this.#railCollapsed = collapsed
    write('kontor.rail', collapsed ? 'narrow' : 'wide')
  }

  useDensity(density: Density): void {
    this.#density = density
    document.documentElement.dataset.density = density
  }

  /** The tenant's colour as `#rrggbb`; the stylesheet keeps it within readable contrast. */
  useBrand(color: string | null): void {
    const root = document.documentElement
    if (color) root.style.setProperty('--brand', color)
    root.toggleAttribute('data-brand', color !== null)
  }

  #paint(): void {
    const dark = this.#theme === 'dark' || (this.#theme === 'system' && systemDark.matches)
    document.documentElement.classList.toggle('dark', dark)
  }
}

function read<Choice extends string>(key: string, choices: [Choice, ...Choice[]]): Choice {
  try {
    const stored = localStorage.getItem(key)
    return choices.find((choice) => choice === stored) ?? choices[0]
  } catch {
    return choices[0]
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // A browser without storage forgets the choice; nothing else breaks.
  }
}

export const appearance = new Appearance()

export interface ToastOptions {
  tone?: 'good' | 'bad' | 'info'
  /** Offers "Rückgängig" for as long as the toast stands. */
  undo?: () => void | Promise<void>
  /** In milliseconds; ten seconds with an undo, six without, and errors stay. */
  duration?: number
}

export interface Toast extends ToastOptions {
  id: number
  text: string
  duration: number
}

class Toasts {
  list = $state<Toast[]>([])
  #last = 0

  show(text: string, options: ToastOptions = {}): number {
    const duration =
      options.duration ?? (options.undo ? 10_000 : options.tone === 'bad' ? Infinity : 6_000)
    this.list.push({ ...options, id: ++this.#last, text, duration })
    // More than three at once are not read.
    while (this.list.length > 3) this.list.shift()
    return this.#last
  }

  close(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id)
  }
}

const toasts = new Toasts()

export { toasts }

/** Says in one sentence what has happened: `toast('Ticket 1042 ist gelöst', { undo })`. */
export const toast = (text: string, options?: ToastOptions): number => toasts.show(text, options)

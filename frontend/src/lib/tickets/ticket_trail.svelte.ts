const KEY = 'kontor.trail'

interface Trail {
  tenant: string
  /** What the list is called, and where it lies. */
  title: string
  href: string
  numbers: number[]
  /** How many there are in all, as a tab says it. */
  total: string
}

/** The list a ticket was opened from: `j` and `k` go through it, also after a reload of the page. */
class TicketTrail {
  #trail = $state.raw<Trail | undefined>(read())

  remember(trail: Trail): void {
    this.#trail = trail
    try {
      sessionStorage.setItem(KEY, JSON.stringify(trail))
    } catch {
      // Without storage the trail ends with a reload.
    }
  }

  of(tenant: string, number: number) {
    const trail = this.#trail
    const index = trail?.tenant === tenant ? trail.numbers.indexOf(number) : -1
    if (!trail || index < 0) return undefined
    return {
      title: trail.title,
      href: trail.href,
      total: trail.total,
      position: index + 1,
      previous: trail.numbers[index - 1],
      next: trail.numbers[index + 1],
    }
  }
}

function read(): Trail | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

export const ticketTrail = new TicketTrail()

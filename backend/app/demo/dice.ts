/** The same numbers at every seed: the demo of today looks like the demo of yesterday, only later. */
export class Dice {
  constructor(private state: number) {}

  /** mulberry32: 0 ≤ x < 1 */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let value = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296
  }

  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1))
  }

  pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.next() * from.length)]
  }

  /** True with the given probability. */
  luck(probability: number): boolean {
    return this.next() < probability
  }
}

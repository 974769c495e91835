/** The runs of one kind as one. */
export const pooled = (runs) => ({
  durations: runs.flatMap((run) => run.durations),
  elapsed: runs.reduce((sum, run) => sum + run.elapsed, 0),
})

/** Milliseconds below which half and 95 % of the durations lie, and how many a second were done. */
export function figuresOf({ durations, elapsed }) {
  const sorted = durations.toSorted((one, other) => one - other)
  const quantile = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
  return { p50: quantile(0.5), p95: quantile(0.95), perSecond: (durations.length / elapsed) * 1000 }
}

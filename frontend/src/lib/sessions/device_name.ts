/** In this order: an Android phone also says Linux, an iPad at times Macintosh. */
const DEVICES: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Macintosh/, 'Mac'],
  [/CrOS/, 'Chromebook'],
  [/Linux/, 'Linux'],
]

/** In this order: nearly everyone claims to be Chrome and Safari, too. */
const BROWSERS: [RegExp, string][] = [
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS/, 'Firefox'],
  [/Chrome\/|CriOS/, 'Chrome'],
  [/Safari\//, 'Safari'],
]

interface Device {
  browser: string | null
  device: string | null
  /** Held in the hand. */
  mobile: boolean
}

/** Enough to recognise one's own devices by; what cannot be told is null. */
export function deviceOf(userAgent: string | null): Device {
  const named = (list: [RegExp, string][]) =>
    list.find(([sign]) => sign.test(userAgent ?? ''))?.[1] ?? null
  return {
    browser: named(BROWSERS),
    device: named(DEVICES),
    mobile: /iPhone|iPad|Android/.test(userAgent ?? ''),
  }
}

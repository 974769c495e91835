import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Plugin } from 'vite'

interface InlangSettings {
  'baseLocale': string
  'locales': string[]
  'modules': string[]
  'plugin.inlang.messageFormat': { pathPattern: string[] }
}

/**
 * Fails the build on what the message compiler only warns about or passes over in silence:
 * a plugin it cannot load (every word would be undefined), a missing file, a key that one
 * language lacks, and a key that two files claim (the later file would win).
 */
export function completeMessages(settingsFile: string): Plugin {
  return {
    name: 'complete-messages',
    enforce: 'pre',
    buildStart() {
      const problems = findProblems(settingsFile)
      if (problems.length > 0) this.error(`Messages are incomplete:\n${problems.join('\n')}`)
    },
  }
}

function findProblems(settingsFile: string): string[] {
  const settings = JSON.parse(readFileSync(settingsFile, 'utf8')) as InlangSettings
  const home = resolve(dirname(settingsFile), '..')
  const problems = settings.modules
    .filter((module) => !existsSync(resolve(home, module)))
    .map((module) => `${module} is not installed`)

  const keysByLocale = settings.locales.map((locale) => {
    const owners = new Map<string, string>()
    for (const pattern of settings['plugin.inlang.messageFormat'].pathPattern) {
      const file = pattern.replace('{locale}', locale)
      if (!existsSync(resolve(home, file))) {
        problems.push(`${file} is missing`)
        continue
      }
      for (const key of Object.keys(JSON.parse(readFileSync(resolve(home, file), 'utf8')))) {
        if (key === '$schema') continue
        if (owners.has(key)) problems.push(`${key} is in ${owners.get(key)} and in ${file}`)
        owners.set(key, file)
      }
    }
    return { locale, owners }
  })

  for (const { owners } of keysByLocale) {
    for (const [key, file] of owners) {
      for (const other of keysByLocale) {
        if (!other.owners.has(key)) problems.push(`${key} (${file}) is missing in ${other.locale}`)
      }
    }
  }
  return problems
}

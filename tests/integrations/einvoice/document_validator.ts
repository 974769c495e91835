import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const project = new URL('../../../', import.meta.url)
const source = fileURLToPath(new URL('../shared/lab/validators', project))
const cache = fileURLToPath(new URL('tests/.cache/validators', project))
const program = `${cache}/target/docproof.jar`

/** Why the official rule sets cannot run here, or null when they can. */
export const validatorMissing =
  missing('java', '-version') ??
  (existsSync(program)
    ? null
    : existsSync(`${source}/pom.xml`)
      ? missing('mvn', '-version')
      : 'the validators are not on this machine')

export interface Verdict {
  valid: boolean
  errors: { rule: string; text: string }[]
}

/** Judges files in one process, in order; builds the program on first use. */
export function validate(files: { ruleSet: string; path: string }[]): Verdict[] {
  if (!existsSync(program)) build()
  const input = files.map(({ ruleSet, path }) => `${ruleSet}\t${path}\n`).join('')
  // A bad IBAN, unknown unit or bad mail address is officially no more than a warning.
  const options = ['--strict', 'BR-DE-19,BR-CL-23,BR-DE-28', '--stdin']
  const { stdout } = spawnSync('java', ['-Xmx900m', '-jar', program, ...options], { input })
  return stdout
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Verdict)
}

function build() {
  mkdirSync(cache, { recursive: true })
  for (const part of ['pom.xml', 'src']) {
    cpSync(`${source}/${part}`, `${cache}/${part}`, { recursive: true })
  }
  const { status, stdout } = spawnSync('mvn', ['-q', '-B', 'package'], { cwd: cache })
  if (status !== 0) throw new Error(`The validators cannot be built:\n${stdout}`)
}

function missing(program: string, option: string): string | null {
  return spawnSync(program, [option]).error ? `${program} is not installed` : null
}

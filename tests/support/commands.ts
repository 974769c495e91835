import ace from '@adonisjs/core/services/ace'

/** Runs a command as an operator would and returns its exit code and its report. */
export async function operate(
  name: string,
  ...flags: string[]
): Promise<{ exitCode: number; report: Record<string, unknown> }> {
  const lines: string[] = []
  const log = console.log
  console.log = (line: string) => void lines.push(line)
  try {
    const command = await ace.exec(name, [...flags, '--json'])
    return { exitCode: command.exitCode ?? 0, report: JSON.parse(lines.at(-1)!) }
  } finally {
    console.log = log
  }
}

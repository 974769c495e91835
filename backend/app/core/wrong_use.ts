import { errors, type Kernel } from '@adonisjs/core/ace'

/** Wrong use of a command: exit code 2 with one sentence. */
export class WrongUse extends Error {}

/** What ace itself finds wrong in the words that were typed, before a command runs. */
const MISTYPED = Object.values(errors).filter((each) => each !== errors.E_PROMPT_CANCELLED)

/**
 * Lets ace answer an unknown command, a missing argument or a flag that does not exist as our commands answer wrong
 * use: exit code 2, one sentence, and with --json one JSON object on the last line. Ace itself would exit with 1.
 */
export function answerWrongUse(kernel: Kernel): void {
  const { errorHandler } = kernel
  const render = errorHandler.render.bind(errorHandler)
  errorHandler.render = async (error, ace) => {
    if (!MISTYPED.some((Mistyped) => error instanceof Mistyped)) return render(error, ace)
    ace.exitCode = 2
    if (process.argv.includes('--json'))
      console.log(JSON.stringify({ failed: 1, error: (error as Error).message }))
    else await render(error, ace)
  }
}

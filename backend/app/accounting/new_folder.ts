import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { WrongUse } from '#core/wrong_use'

const REASONS: Record<string, string> = {
  EACCES: 'the system does not allow it',
  EPERM: 'the system does not allow it',
  EROFS: 'nothing can be written there',
  ENOENT: 'the system makes no folders there',
  ENOTDIR: 'a part of the path is a file',
  ENOSPC: 'the disk is full',
}

/**
 * A folder that appears when it is complete: its files are written beside it, so that nobody ever finds half of them.
 * @throws WrongUse where something is already there, Error with a sentence where the place cannot be written
 */
export class NewFolder {
  private unfinished: string

  constructor(readonly path: string) {
    this.unfinished = join(dirname(path), `.unfinished-${process.pid}`)
    this.orRefuse(() => {
      if (existsSync(path)) {
        if (!statSync(path).isDirectory()) throw new WrongUse(`${path} is a file, not a folder.`)
        if (readdirSync(path).length > 0) throw new WrongUse(`${path} is not empty.`)
      }
      makeFolder(this.unfinished)
    })
  }

  write(name: string, bytes: Buffer): void {
    this.orRefuse(() => writeFileSync(join(this.unfinished, name), bytes))
  }

  complete(): void {
    this.orRefuse(() => {
      if (existsSync(this.path)) rmdirSync(this.path)
      renameSync(this.unfinished, this.path)
    })
  }

  /** Nothing once it is complete. */
  discard(): void {
    rmSync(this.unfinished, { recursive: true, force: true })
  }

  private orRefuse(work: () => void): void {
    try {
      work()
    } catch (error) {
      const { code = '', message } = error as NodeJS.ErrnoException
      if (error instanceof WrongUse) throw error
      throw new Error(`${this.path} cannot be written: ${REASONS[code] ?? message}.`, {
        cause: error,
      })
    }
  }
}

/** One by one: with `recursive` Node tries for ever where the system says ENOENT instead of no. */
function makeFolder(path: string): void {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  mkdirSync(path)
}

export interface UploadedFile<Result> {
  id: number
  name: string
  size: number
  /** Sent share, 0 to 1. */
  progress: number
  state: 'sending' | 'done' | 'failed'
  result?: Result
  error?: string
}

export type Uploader<Result> = (
  file: File,
  options: { onprogress: (share: number) => void; signal: AbortSignal }
) => Promise<Result>

/** Files on their way to the server; `results` is what has arrived. */
export class Uploads<Result> {
  files = $state<UploadedFile<Result>[]>([])
  readonly results = $derived(this.files.flatMap(({ result }) => (result ? [result] : [])))
  readonly busy = $derived(this.files.some(({ state }) => state === 'sending'))

  readonly #send: Uploader<Result>
  readonly #controls = new Map<number, AbortController>()
  #last = 0

  constructor(send: Uploader<Result>) {
    this.#send = send
  }

  add(files: Iterable<File>, refuse: (file: File) => string | undefined): void {
    for (const file of files) void this.#start(file, refuse(file))
  }

  remove(id: number): void {
    this.#controls.get(id)?.abort()
    this.files = this.files.filter((file) => file.id !== id)
  }

  clear(): void {
    for (const { id } of this.files) this.remove(id)
  }

  async #start(file: File, refusal: string | undefined): Promise<void> {
    const id = ++this.#last
    const state = refusal ? 'failed' : 'sending'
    this.files.push({ id, name: file.name, size: file.size, progress: 0, state, error: refusal })
    if (refusal) return
    const control = new AbortController()
    this.#controls.set(id, control)
    try {
      const result = await this.#send(file, {
        signal: control.signal,
        onprogress: (progress) => this.#change(id, { progress }),
      })
      this.#change(id, { state: 'done', progress: 1, result })
    } catch (error) {
      this.#change(id, { state: 'failed', error: error instanceof Error ? error.message : '' })
    } finally {
      this.#controls.delete(id)
    }
  }

  #change(id: number, change: Partial<UploadedFile<Result>>): void {
    const file = this.files.find((one) => one.id === id)
    if (file) Object.assign(file, change)
  }
}

interface Queue {
  id: string
  name: string
  archived: boolean
}

/** What may be chosen, and what is chosen already. */
export const queueOptions = (queues: Queue[], chosen?: string) =>
  queues
    .filter(({ id, archived }) => !archived || id === chosen)
    .map(({ id, name }) => ({ value: id, label: name }))

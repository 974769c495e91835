/** Facts about what is sold, as others listen to them. */
export type ItemEvent =
  'item.created' | 'item.updated' | 'item.archived' | 'item.restored' | 'item.cost_changed'

export type WorkTypeEvent = 'work_type.created' | 'work_type.updated'

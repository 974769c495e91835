import { createHmac } from 'node:crypto'
import env from '#start/env'
import * as tenancy from '#core/tenancy'

function derived(purpose: string): string {
  return createHmac('sha256', env.get('APP_KEY').release())
    .update(`${purpose}:${tenancy.tenantId()}`)
    .digest('hex')
}

/** Names this tenant of this installation in mail headers, without telling its id. */
export const instanceId = (): string => derived('mail-instance').slice(0, 16)

/** Signs the address tags of this tenant: a tag of one tenant means nothing to another. */
export const tagSecret = (): string => derived('mail-tag')

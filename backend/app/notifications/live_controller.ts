import type { HttpContext } from '@adonisjs/core/http'
import { abilityFor } from '#core/ability'
import { DomainError } from '#core/errors'
import { channelNamed, type Channel, type Follower, type Notice } from '#core/live'
import { liveHub } from '#core/live_hub'
import * as tenancy from '#core/tenancy'
import { signedInUser } from '#identity/signed_in_user'
import { findSeat } from '#identity/user'

interface Followed {
  /** as the browser named it: `acme/ticket:<id>` */
  label: string
  tenantId: string
  channel: Channel
  id: string
  follower: Follower
}

const MOST_CHANNELS = 30
const HEARTBEAT_SECONDS = 25
/** Then the browser comes back, and its rights are looked at anew. */
const LONGEST_STREAM_SECONDS = 15 * 60

/** One stream a browser: it names its channels, each is authorized, and nothing is remembered between streams. */
export default class LiveController {
  async show(ctx: HttpContext) {
    const user = await signedInUser(ctx)
    const labels = String(ctx.request.qs().channels ?? '')
      .split(',')
      .filter(Boolean)
    if (labels.length === 0 || labels.length > MOST_CHANNELS)
      throw new DomainError('channels_invalid', 422, { most: MOST_CHANNELS })
    const followed = await authorizeAll(labels, user.id)
    await stream(ctx, followed)
  }
}

/** What may not be followed is left out without a word: a page that lost a right keeps the rest of its life. */
async function authorizeAll(labels: string[], userId: string): Promise<Followed[]> {
  const bySlug = Map.groupBy(labels, (label) => label.split('/')[0])
  const followed: Followed[] = []
  for (const [slug, own] of bySlug) {
    const seat = (await findSeat(slug, userId))?.seat
    if (!seat) continue
    const { tenantId, memberId, memberName, role, hiddenQueueIds } = seat
    await tenancy.run(
      { tenantId, actor: { kind: 'member', id: memberId, name: memberName } },
      async () => {
        const ability = abilityFor({ memberId, role, hiddenQueueIds })
        const follower: Follower = {
          can: (action, type) => ability.can(action, type),
          hiddenQueueIds,
        }
        for (const label of own) {
          const [name, id = ''] = label.slice(slug.length + 1).split(':')
          const channel = channelNamed(name)
          if (channel && /^[0-9a-f-]{0,36}$/.test(id) && (await channel.authorize(follower, id))) {
            followed.push({ label, tenantId, channel, id, follower })
          }
        }
      }
    )
  }
  return followed
}

async function stream({ response, request }: HttpContext, followed: Followed[]): Promise<void> {
  const raw = response.response
  raw.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
  })
  raw.write(': open\n\n')
  const send = (message: object) => raw.write(`data: ${JSON.stringify(message)}\n\n`)
  const stop = await liveHub.listen((notice) => {
    // Ending the stream makes the browser reconnect and reload everything.
    if (notice === 'missed' || closesQueue(notice, followed)) raw.end()
    else
      for (const each of followed) if (concerns(notice, each)) send(messageOf(notice, each.label))
  })
  const heartbeat = setInterval(() => raw.write(': still here\n\n'), HEARTBEAT_SECONDS * 1000)
  const end = setTimeout(() => raw.end(), LONGEST_STREAM_SECONDS * 1000)
  await new Promise<void>((resolve) => {
    raw.once('close', resolve)
    request.request.once('close', resolve)
  })
  clearInterval(heartbeat)
  clearTimeout(end)
  stop()
}

/** Who may see a queue has changed: what the followers may hear was asked when the stream began. */
const closesQueue = (notice: Notice, followed: Followed[]): boolean =>
  notice.type === 'queue.access_changed' &&
  followed.some(({ tenantId }) => tenantId === notice.tenant)

function concerns(notice: Notice, { tenantId, channel, id, follower }: Followed): boolean {
  if (notice.tenant !== tenantId) return false
  if (notice.queueId && follower.hiddenQueueIds.includes(notice.queueId)) return false
  return channel.matches(notice, id)
}

const messageOf = (notice: Notice, label: string) => ({
  channel: label,
  type: notice.type,
  id: notice.subjectId,
  ...(notice.detail && { detail: notice.detail }),
})

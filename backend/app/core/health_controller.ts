import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'

/** Outbox rows older than this mean that no worker is relaying. */
const WORKER_PATIENCE_SECONDS = 30

/** For load balancers and monitoring; answers without a session and tells nothing of any tenant. */
export default class HealthController {
  live() {
    return { status: 'ok' }
  }

  async ready({ response }: HttpContext) {
    const parts = {
      database: await part(() => db.connection('identity').rawQuery('select 1')),
      identity: await part(() => db.connection('identity').rawQuery('select 1 from users limit 1')),
      relay: await part(() => db.connection('relay').rawQuery('select 1 from outbox limit 1')),
      worker: await part(async () => {
        const { rows } = await db
          .connection('relay')
          .rawQuery(
            'select count(*)::int as late from outbox where recorded_at < clock_timestamp() - make_interval(secs => ?)',
            [WORKER_PATIENCE_SECONDS]
          )
        if (rows[0].late > 0) throw new Error(`${rows[0].late} events wait for a worker`)
      }),
    }
    const ready = Object.values(parts).every((each) => each.status === 'ok')
    return response.status(ready ? 200 : 503).send({ status: ready ? 'ok' : 'unready', parts })
  }
}

async function part(
  check: () => Promise<unknown>
): Promise<{ status: 'ok' | 'failed'; reason?: string }> {
  try {
    await check()
    return { status: 'ok' }
  } catch (error) {
    return { status: 'failed', reason: (error as Error).message.slice(0, 200) }
  }
}

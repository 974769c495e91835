import type { Bus } from '#core/bus'
import { PostgresBus } from '#core/postgres_bus'

/** The bus of this process: the embedded one until AMQP_URL names a broker. */
export const bus: Bus = new PostgresBus()

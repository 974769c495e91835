import type { ApplicationService } from '@adonisjs/core/types'
import pg from 'pg'
import { runningTransaction } from '#core/tenancy'
import { parseSafeInteger } from '#core/money'

/**
 * The tenancy seam. `Database.connection()` is the single funnel for models, query builder, raw SQL and Vine's rules:
 * inside `tenancy.run` it answers with the running transaction.
 */
export default class TenancyProvider {
  constructor(protected app: ApplicationService) {}

  async boot() {
    pg.types.setTypeParser(pg.types.builtins.INT8, parseSafeInteger)
    // A day is a day: it stays the string that PostgreSQL sent, in any time zone of the process.
    pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value)

    const db = await this.app.container.make('lucid.db')
    const connection = db.connection.bind(db)
    db.connection = (name = db.primaryConnectionName, options) =>
      (name === db.primaryConnectionName && runningTransaction()) || connection(name, options)
  }
}

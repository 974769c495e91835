import { flags } from '@adonisjs/core/ace'
import { OperatorCommand } from '#core/command'
import { WrongUse } from '#core/wrong_use'
import env from '#start/env'

export default class DbUrl extends OperatorCommand {
  static commandName = 'db:url'
  static description = 'Print the address of the database in use, for psql and the like'

  @flags.boolean({
    description:
      'Of the role that owns the tables, instead of the one that has no rights of its own',
  })
  declare owner: boolean

  async perform() {
    const url = this.owner ? env.get('DATABASE_OWNER_URL') : env.get('DATABASE_URL')
    if (!url) throw new WrongUse('DATABASE_OWNER_URL is not set.')
    if (!this.json) console.log(url)
    return { url }
  }
}

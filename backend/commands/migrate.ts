import { OperatorCommand } from '#core/command'
import { WrongUse } from '#core/wrong_use'
import { migrate } from '#database/migrator'
import env from '#start/env'

export default class Migrate extends OperatorCommand {
  static commandName = 'migrate'
  static description = 'Bring the tables to what this version needs'

  async perform() {
    const url = env.get('DATABASE_OWNER_URL')
    if (!url)
      throw new WrongUse(
        'DATABASE_OWNER_URL is not set: migrations run as the owner of the tables.'
      )
    const say = (name: string) => this.json || this.logger.success(name)
    const applied = await migrate(url, this.app.makePath('../migrations'), say)
    if (!this.json && applied.length === 0) this.logger.info('Nothing to do.')
    return { applied }
  }
}

import { TextModuleSchema } from '#database/schema'
import { saveChanged } from '#core/tenant_model'
import { recordDesk } from '#desk/desk_events'

export interface TextModuleFields {
  /** what is typed after `::` */
  shortcut: string
  name: string
  body: string
  language: 'de' | 'en'
}

/** A text that is written again and again. */
export class TextModule extends TextModuleSchema {
  static table = 'text_modules'
  declare language: 'de' | 'en'

  /** @throws shortcut_taken (422): the language has it already */
  static async add(fields: TextModuleFields): Promise<TextModule> {
    const textModule = await TextModule.create({ ...fields, version: 1 })
    await recordDesk('text_module.created', textModule.id)
    return textModule
  }

  async change(this: TextModule, fields: Partial<TextModuleFields>): Promise<void> {
    this.merge(fields)
    const changed = await saveChanged(this)
    if (changed.length) await recordDesk('text_module.updated', this.id, { changed })
  }

  async remove(): Promise<void> {
    await this.delete()
    await recordDesk('text_module.removed', this.id)
  }
}

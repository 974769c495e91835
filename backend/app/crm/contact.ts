import db from '@adonisjs/lucid/services/db'
import type { Infer } from '@vinejs/vine/types'
import { ContactSchema } from '#database/schema'
import * as tenancy from '#core/tenancy'
import { saveChanged, touch } from '#core/tenant_model'
import { recordContact, type ContactEvent } from '#crm/contact_events'
import { replaceAccounts, replaceEmails, replacePhones } from '#crm/contact_parts'
import type { createContact, updateContact } from '#crm/contact_validator'

export type NewContact = Infer<typeof createContact>
export type ContactChanges = Omit<Infer<typeof updateContact>, 'version'>

export class Contact extends ContactSchema {
  static table = 'contacts'
  declare salutation: 'mr' | 'ms' | 'none' | null
  declare language: 'de' | 'en'

  static async add(input: NewContact): Promise<Contact> {
    const { emails = [], phones = [], accounts = [], ...fields } = input
    const contact = await Contact.create({
      language: 'de',
      ...fields,
      createdAt: tenancy.now(),
      version: 1,
    })
    await replaceEmails(contact.id, emails)
    await replacePhones(contact.id, phones)
    await replaceAccounts(contact.id, accounts)
    await contact.tell('contact.created')
    return contact
  }

  /** Changes what is named, the lists as a whole, and records the names of what really changed. */
  async change(changes: ContactChanges): Promise<string[]> {
    const { emails, phones, accounts, ...fields } = changes
    const parts: string[] = []
    if (emails && (await replaceEmails(this.id, emails))) parts.push('emails')
    if (phones && (await replacePhones(this.id, phones))) parts.push('phones')
    if (accounts && (await replaceAccounts(this.id, accounts))) parts.push('accounts')
    ;(this as Contact).merge(fields)
    const changed = [...(await saveChanged(this)), ...parts]
    if (changed.length === 0) return []
    // The lists belong to the contact: who edits one must not overwrite what another has read before.
    if (changed.length === parts.length) await touch(this)
    await this.tell('contact.updated', changed)
    return changed
  }

  async archive(): Promise<void> {
    if (this.archivedAt) return
    this.archivedAt = tenancy.now()
    await saveChanged(this)
    await this.tell('contact.archived')
  }

  async unarchive(): Promise<void> {
    if (!this.archivedAt) return
    this.archivedAt = null
    await saveChanged(this)
    await this.tell('contact.unarchived')
  }

  /** One event for each of its accounts, so that it stands on every timeline; one without an account if it has none. */
  private async tell(type: ContactEvent, changed?: string[]): Promise<void> {
    const links = await db
      .from('account_contacts')
      .where('contact_id', this.id)
      .select('account_id')
    if (links.length === 0) await recordContact(type, this.id, null, changed)
    for (const { account_id: accountId } of links)
      await recordContact(type, this.id, accountId, changed)
  }
}

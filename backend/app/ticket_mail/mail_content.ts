import { createHash } from 'node:crypto'
import { storeFile } from '#core/files'
import { foldQuotes } from '#mail/fold_quotes'
import type { ForwardedOriginal } from '#mail/forwarded_mail'
import type { ParsedMail } from '#mail/parse_mail'
import { sanitizeMailHtml } from '#mail/sanitize_mail_html'
import type { MessageContent } from '#tickets/ticket_message'

/** A file that the message has already: reading the mail again takes it instead of storing the bytes once more. */
export interface KnownFile {
  id: string
  name: string
  sha256: Buffer
}

/** What a mail says, ready to show: quotes and signature folded, HTML made safe, attachments stored. */
export async function contentOf(
  mail: ParsedMail,
  known: KnownFile[] = []
): Promise<MessageContent> {
  const { visible, signature, quoted } = foldQuotes(mail.text)
  const { fileIds, inline } = await storeAttachments(mail, known)
  const byContentId = new Map([...inline].map(([fileId, contentId]) => [contentId, fileId]))
  const html = mail.html
    ? sanitizeMailHtml(mail.html, {
        cidMap: (cid) => (byContentId.has(cid) ? `/attachments/${byContentId.get(cid)}` : null),
      })
    : null
  return {
    subject: mail.subject,
    text: visible,
    folded: [signature, quoted].filter(Boolean).join('\n\n') || null,
    html: html?.html ?? null,
    remoteImages: html?.remoteImages ?? 0,
    fileIds,
    inline,
  }
}

/** What the original sender said in a mail that a colleague forwarded. */
export async function forwardedContent(
  original: ForwardedOriginal,
  mail: ParsedMail,
  known: KnownFile[] = []
): Promise<MessageContent> {
  const files = await storeAttachments(mail, known)
  return { subject: original.subject, text: original.body, ...files }
}

async function storeAttachments(
  mail: ParsedMail,
  known: KnownFile[]
): Promise<{ fileIds: string[]; inline: Map<string, string> }> {
  const left = [...known]
  const fileIds: string[] = []
  const inline = new Map<string, string>()
  for (const attachment of mail.attachments) {
    const sha256 = createHash('sha256').update(attachment.content).digest()
    const same = left.findIndex(
      (file) => file.name === attachment.name && file.sha256.equals(sha256)
    )
    const file = same < 0 ? await storeFile(attachment) : left.splice(same, 1)[0]
    fileIds.push(file.id)
    if (attachment.inline && attachment.contentId) inline.set(file.id, attachment.contentId)
  }
  return { fileIds, inline }
}

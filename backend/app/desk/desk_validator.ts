import { domainToASCII } from 'node:url'
import vine from '@vinejs/vine'

const shortcutLetters = vine.createRule((value, _options, field) => {
  if (typeof value === 'string' && !/^[a-z0-9äöüß_-]+$/.test(value))
    field.report('Only letters, digits, - and _', 'shortcut', field)
})

const version = () => vine.number().positive()
const name = (most: number) => vine.string().trim().minLength(1).maxLength(most)
const text = () => vine.string().trim().maxLength(20_000)
const id = () => vine.string().uuid()
const literalTrue = () => vine.literal(true)

export const order = vine.create({ ids: vine.array(id()).minLength(1).maxLength(500).distinct() })

const queueFields = {
  signature: vine.string().trim().maxLength(2000).nullable().optional(),
  restricted: vine.boolean().optional(),
  memberIds: vine.array(id()).maxLength(500).distinct().optional(),
  isDefault: literalTrue().optional(),
}

export const createQueue = vine.create({ name: name(60), ...queueFields })
export const updateQueue = vine.create({
  version: version(),
  name: name(60).optional(),
  ...queueFields,
})

const statusFields = {
  portalName: name(80).optional(),
  portalNameEn: name(80).optional(),
  waitingFor: vine
    .enum(['customer', 'supplier', 'appointment', 'other'] as const)
    .nullable()
    .optional(),
  stopsClock: vine.boolean().optional(),
  reopensAfterDays: vine.number().withoutDecimals().min(1).max(365).nullable().optional(),
  isDefault: literalTrue().optional(),
}

export const createStatus = vine.create({
  name: name(60),
  nameEn: name(60),
  category: vine.enum(['new', 'open', 'pending', 'solved', 'closed'] as const),
  ...statusFields,
})
export const updateStatus = vine.create({
  version: version(),
  name: name(60).optional(),
  nameEn: name(60).optional(),
  ...statusFields,
})

/** As mails carry it: lower case, and the domain without umlauts. */
const mailAddress = () =>
  vine
    .string()
    .trim()
    .toLowerCase()
    .email()
    .maxLength(254)
    .transform((address) => {
      const at = address.lastIndexOf('@') + 1
      return address.slice(0, at) + domainToASCII(address.slice(at))
    })

const mailboxFields = {
  acknowledge: vine.boolean().optional(),
  isDefault: literalTrue().optional(),
}

export const createMailbox = vine.create({
  address: mailAddress(),
  name: name(120),
  queueId: id(),
  ...mailboxFields,
})
export const updateMailbox = vine.create({
  version: version(),
  address: mailAddress().optional(),
  name: name(120).optional(),
  queueId: id().optional(),
  ...mailboxFields,
})

const shortcut = () => name(30).toLowerCase().use(shortcutLetters())
const language = () => vine.enum(['de', 'en'] as const)

export const createTextModule = vine.create({
  shortcut: shortcut(),
  name: name(80),
  body: text().minLength(1),
  language: language(),
})
export const updateTextModule = vine.create({
  version: version(),
  shortcut: shortcut().optional(),
  name: name(80).optional(),
  body: text().minLength(1).optional(),
  language: language().optional(),
})

const macroFields = {
  message: text().nullable().optional(),
  audience: vine
    .enum(['customer', 'internal'] as const)
    .nullable()
    .optional(),
  statusId: id().nullable().optional(),
  minutes: vine.number().withoutDecimals().min(1).max(1440).nullable().optional(),
  priority: vine
    .enum(['low', 'normal', 'high', 'urgent'] as const)
    .nullable()
    .optional(),
  queueId: id().nullable().optional(),
  assignToMe: vine.boolean().optional(),
  tags: vine.array(name(40)).maxLength(20).distinct().optional(),
}

export const createMacro = vine.create({ name: name(80), ...macroFields })
export const updateMacro = vine.create({
  version: version(),
  name: name(80).optional(),
  ...macroFields,
})

import vine from '@vinejs/vine'

vine.convertEmptyStringsToNull = true

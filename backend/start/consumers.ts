import { registerConsumers } from '#core/consumers'
import { calendarConsumer } from '#contracts/calendar_consumer'
import { documentDeliveryConsumer } from '#documents/document_delivery'
import { documentFilesConsumer } from '#documents/document_files'
import { sendMailEffect } from '#mail/send_mail_effect'
import { mailIntakeConsumer } from '#ticket_mail/mail_intake_consumer'
import { slaConsumer } from '#tickets/sla_consumer'
import { ticketTimersConsumer } from '#tickets/ticket_timers_consumer'
import { searchConsumer } from '#search/search_consumer'
import { liveConsumer } from '#notifications/live_consumer'

/** Everything that listens to events. Called by the worker and by tests; `serve` consumes nothing. */
export default function consumers(): void {
  registerConsumers(
    calendarConsumer,
    documentFilesConsumer,
    documentDeliveryConsumer,
    mailIntakeConsumer,
    sendMailEffect,
    slaConsumer,
    ticketTimersConsumer,
    searchConsumer,
    liveConsumer
  )
}

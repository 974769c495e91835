import router from '@adonisjs/core/services/router'
import { staffRoutes } from '#tenants/staff_routes'

const InboundMailsController = () => import('#ticket_mail/inbound_mails_controller')
const MailCountsController = () => import('#ticket_mail/mail_counts_controller')
const OutboundMailsController = () => import('#ticket_mail/outbound_mails_controller')
const MessageViewsController = () => import('#ticket_mail/message_views_controller')

staffRoutes(() => {
  router.get('mail-counts', [MailCountsController, 'index']).as('mail_counts.index')
  router.get('inbound-mails', [InboundMailsController, 'index']).as('inbound_mails.index')
  router
    .post('inbound-mails/:id/processing', [InboundMailsController, 'process'])
    .as('inbound_mails.process')
    .where('id', router.matchers.uuid())
  router.get('outbound-mails', [OutboundMailsController, 'index']).as('outbound_mails.index')
  router
    .get('outbound-mails/:id', [OutboundMailsController, 'show'])
    .as('outbound_mails.show')
    .where('id', router.matchers.uuid())
  router
    .post('outbound-mails/:id/sending', [OutboundMailsController, 'send'])
    .as('outbound_mails.send')
    .where('id', router.matchers.uuid())
  router
    .put('outbound-mails/:id/confirmation', [OutboundMailsController, 'confirm'])
    .as('outbound_mails.confirm')
    .where('id', router.matchers.uuid())
  router
    .get('tickets/:number/messages/:id/view', [MessageViewsController, 'show'])
    .as('message_views.show')
    .where('id', router.matchers.uuid())
})

import router from '@adonisjs/core/services/router'
import { registerChannels } from '#core/live'
import { liveChannels } from '#notifications/live_channels'
import { staffRoutes } from '#tenants/staff_routes'
import { middleware } from '#start/kernel'

const LiveController = () => import('#notifications/live_controller')
const PresenceController = () => import('#notifications/presence_controller')
const ParkedMessagesController = () => import('#notifications/parked_messages_controller')
const MentionsController = () => import('#notifications/mentions_controller')

registerChannels(...liveChannels)

router.get('/live', [LiveController, 'show']).as('live.show').use([middleware.session()])

staffRoutes(() => {
  router.put('tickets/:number/presence', [PresenceController, 'update']).as('presence.update')
  router.get('parked-messages', [ParkedMessagesController, 'index']).as('parked_messages.index')
  router
    .get('parked-messages/count', [ParkedMessagesController, 'count'])
    .as('parked_messages.count')
  router
    .post('parked-messages/retry', [ParkedMessagesController, 'retryAll'])
    .as('parked_messages.retry_all')
  router
    .post('parked-messages/:id/retry', [ParkedMessagesController, 'retry'])
    .as('parked_messages.retry')
  router.get('mentions', [MentionsController, 'index']).as('mentions.index')
  router.put('mentions/:id/seen', [MentionsController, 'update']).as('mentions.update')
})

// The order is the order of matching: what is not under a tenant comes first.
import '#core/routes'
import '#identity/routes'
import '#tenants/routes'
import '#tickets/routes'
import '#time/routes'
import '#notifications/routes'

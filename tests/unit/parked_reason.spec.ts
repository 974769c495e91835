import { test } from '@japa/runner'
import { reasonOf } from '#notifications/parked_reason'

test.group('The reason of a parked message', () => {
  test('{0} is {1}')
    .with([
      ['Error: connect ECONNREFUSED 127.0.0.1:25', 'unreachable'],
      ['Error: getaddrinfo ENOTFOUND smtp.example', 'unreachable'],
      ['Error: Invalid login: 535 5.7.8 authentication failed', 'sign_in'],
      ['Error: Connection timeout', 'timeout'],
      ['error: canceling statement due to lock timeout', 'timeout'],
      ['error: deadlock detected', 'busy'],
      ['error: could not extend file "base/1": No space left on device', 'disk_full'],
      ['error: null value violates not-null constraint', 'data'],
      ["TypeError: Cannot read properties of undefined (reading 'id')", 'unexpected'],
      ['', 'unexpected'],
    ])
    .run(({ assert }, [error, reason]) => {
      assert.equal(reasonOf(error), reason)
    })
})

import { BlockList, isIP } from 'node:net'

/** `::ffff:10.0.0.5` is how a socket that listens on both families names 10.0.0.5. */
const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '')
const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

/**
 * Whose X-Forwarded-For is believed. Nobody's by default: whoever can reach the server could otherwise choose the
 * address under which his failed sign-ins are counted.
 * @param list addresses and networks separated by commas, e.g. `127.0.0.1, 10.0.0.0/8` (TRUSTED_PROXIES)
 * @throws TypeError for what is neither
 */
export function trustedProxies(list: string | undefined): (address: string) => boolean {
  const trusted = new BlockList()
  for (const entry of (list ?? '').split(',').map((each) => each.trim())) {
    if (entry === '') continue
    const [address, prefix] = entry.split('/')
    if (prefix === undefined) trusted.addAddress(address, family(address))
    else trusted.addSubnet(address, Number(prefix), family(address))
  }
  return (address) => trusted.check(plain(address), family(plain(address)))
}

/**
 * The part of an address that one household or office has for itself: all of an IPv4 address, the first 64 bits of an
 * IPv6 address (RFC 6177), of which everyone holds 2^64.
 */
export function networkOf(address: string): string {
  const bare = plain(address)
  if (isIP(bare) !== 6) return bare
  const [front, back] = bare.split('::')
  const groups = front.split(':').filter(Boolean)
  const after = (back ?? '').split(':').filter(Boolean)
  while (back !== undefined && groups.length + after.length < 8) groups.push('0')
  const first = [...groups, ...after].slice(0, 4).map((group) => parseInt(group, 16).toString(16))
  return `${first.join(':')}::/64`
}

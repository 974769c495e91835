import { nordlichtAccounts } from '#demo/demo_accounts'
import { nordlichtMembers } from '#demo/demo_members'
import type { DemoTenant } from '#demo/seed_demo'

export const nordlicht: DemoTenant = {
  slug: 'nordlicht',
  name: 'Nordlicht IT',
  state: 'SH',
  members: nordlichtMembers,
  accounts: nordlichtAccounts,
  tickets: { past: 400, current: 70 },
}

/** A second house, to see the wall: Anna works in both, nobody else sees anything of the other. */
export const isar: DemoTenant = {
  slug: 'isar',
  name: 'Isar Systeme',
  state: 'BY',
  members: [
    { key: 'vroni', name: 'Veronika Huber', role: 'owner', email: 'vroni@isar-systeme.example' },
    {
      key: 'xaver',
      name: 'Xaver Lechner',
      role: 'technician',
      email: 'xaver@isar-systeme.example',
    },
    { key: 'anna', name: 'Anna Jessen', role: 'technician', email: 'anna@nordlicht-it.example' },
  ],
  accounts: [
    {
      name: 'Brauerei Wiesinger KG',
      kind: 'business',
      domain: 'wiesinger.example',
      street: 'Sendlinger Straße 14',
      postcode: '80331',
      city: 'München',
      phone: '+498923456780',
      since: '2022-05-01',
      devices: { workstation: 12, server: 1, firewall: 1 },
      contract: 'standard',
      contacts: [
        {
          salutation: 'mr',
          given: 'Ludwig',
          family: 'Wiesinger',
          position: 'Geschäftsführer',
          phone: '+498923456781',
          portal: 'manager',
        },
      ],
    },
    {
      name: 'Kanzlei Dr. Obermaier',
      kind: 'business',
      domain: 'obermaier.example',
      street: 'Maximilianstraße 30',
      postcode: '80539',
      city: 'München',
      phone: '+498945678900',
      since: '2021-02-01',
      devices: { workstation: 8, laptop: 4, server: 1 },
      contract: 'basis',
      contacts: [
        {
          salutation: 'ms',
          given: 'Dr. Eva',
          family: 'Obermaier',
          position: 'Rechtsanwältin',
          phone: '+498945678901',
          portal: 'manager',
        },
      ],
    },
  ],
  tickets: { past: 24, current: 6 },
}

import type { Role } from '#core/ability'

/** Every login of the demo has this password; the launcher prints it. */
export const DEMO_PASSWORD = 'nordlicht-demo'

export interface DemoMember {
  key: string
  name: string
  role: Role
  email: string
}

export const nordlichtMembers: DemoMember[] = [
  { key: 'hauke', name: 'Hauke Wiese', role: 'owner', email: 'hauke@nordlicht-it.example' },
  {
    key: 'svenja',
    name: 'Svenja Kröger',
    role: 'dispatcher',
    email: 'svenja@nordlicht-it.example',
  },
  { key: 'anna', name: 'Anna Jessen', role: 'technician', email: 'anna@nordlicht-it.example' },
  { key: 'malte', name: 'Malte Brandt', role: 'technician', email: 'malte@nordlicht-it.example' },
  { key: 'lena', name: 'Lena Thomsen', role: 'technician', email: 'lena@nordlicht-it.example' },
  { key: 'silke', name: 'Silke Kühn', role: 'billing', email: 'silke@nordlicht-it.example' },
  {
    key: 'ohlsen',
    name: 'Dr. Birte Ohlsen',
    role: 'auditor',
    email: 'ohlsen@kanzlei-ohlsen.example',
  },
]

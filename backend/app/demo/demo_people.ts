export interface DemoContact {
  salutation: 'mr' | 'ms'
  given: string
  family: string
  position: string
  phone: string
  portal?: 'user' | 'manager'
}

export interface DemoAccount {
  name: string
  kind: 'business' | 'public_body'
  domain: string
  street: string
  postcode: string
  city: string
  phone: string
  since: string
  vatId?: string
  buyerReference?: string
  /** devices by type: how many workstations and so on */
  devices: Partial<
    Record<'workstation' | 'laptop' | 'server' | 'firewall' | 'switch' | 'printer', number>
  >
  contract: 'premium' | 'standard' | 'basis' | 'hourly'
  contacts: DemoContact[]
}

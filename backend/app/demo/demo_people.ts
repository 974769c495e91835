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

export const nordlichtAccounts: DemoAccount[] = [
  {
    name: 'Steuerkanzlei Möller & Partner',
    kind: 'business',
    domain: 'kanzlei-moeller.example',
    street: 'Holtenauer Straße 112',
    postcode: '24105',
    city: 'Kiel',
    phone: '+494312291840',
    since: '2019-03-01',
    vatId: 'DE811569869',
    devices: { workstation: 22, laptop: 12, server: 2, firewall: 1, switch: 3, printer: 4 },
    contract: 'premium',
    contacts: [
      {
        salutation: 'ms',
        given: 'Sabine',
        family: 'Möller',
        position: 'Partnerin',
        phone: '+494312291841',
        portal: 'manager',
      },
      {
        salutation: 'mr',
        given: 'Torben',
        family: 'Lorenz',
        position: 'Kanzleimanager',
        phone: '+494312291845',
        portal: 'user',
      },
      {
        salutation: 'ms',
        given: 'Wiebke',
        family: 'Asmussen',
        position: 'Steuerfachangestellte',
        phone: '+494312291852',
      },
    ],
  },
  {
    name: 'Förde Logistik AG',
    kind: 'business',
    domain: 'foerde-logistik.example',
    street: 'Ostuferhafen 15',
    postcode: '24149',
    city: 'Kiel',
    phone: '+4943122750',
    since: '2017-09-01',
    vatId: 'DE129274202',
    devices: { workstation: 34, laptop: 22, server: 4, firewall: 2, switch: 8, printer: 9 },
    contract: 'premium',
    contacts: [
      {
        salutation: 'mr',
        given: 'Jens-Uwe',
        family: 'Harder',
        position: 'Leiter IT',
        phone: '+49431227512',
        portal: 'manager',
      },
      {
        salutation: 'ms',
        given: 'Katrin',
        family: 'Böhme',
        position: 'Disposition',
        phone: '+49431227534',
      },
      {
        salutation: 'mr',
        given: 'Mehmet',
        family: 'Yıldız',
        position: 'Lagerleitung',
        phone: '+491713344551',
      },
    ],
  },
  {
    name: 'Zahnarztpraxis Dr. Hansen',
    kind: 'business',
    domain: 'zahnarzt-hansen.example',
    street: 'Schönberger Straße 8',
    postcode: '24148',
    city: 'Kiel',
    phone: '+49431724410',
    since: '2020-01-15',
    devices: { workstation: 9, laptop: 1, server: 1, firewall: 1, switch: 1, printer: 3 },
    contract: 'standard',
    contacts: [
      {
        salutation: 'mr',
        given: 'Dr. Ole',
        family: 'Hansen',
        position: 'Inhaber',
        phone: '+49431724411',
        portal: 'manager',
      },
      {
        salutation: 'ms',
        given: 'Jana',
        family: 'Petersen',
        position: 'Empfang',
        phone: '+49431724410',
      },
    ],
  },
  {
    name: 'Kieler Werft Zulieferer GmbH',
    kind: 'business',
    domain: 'kwz-kiel.example',
    street: 'Werftstraße 201',
    postcode: '24143',
    city: 'Kiel',
    phone: '+49431702600',
    since: '2018-05-01',
    vatId: 'DE813495425',
    devices: { workstation: 28, laptop: 9, server: 3, firewall: 1, switch: 6, printer: 5 },
    contract: 'standard',
    contacts: [
      {
        salutation: 'ms',
        given: 'Jette',
        family: 'Carstensen',
        position: 'Einkauf',
        phone: '+49431702633',
        portal: 'manager',
      },
      {
        salutation: 'mr',
        given: 'Dirk',
        family: 'Ohlsen',
        position: 'Fertigungsleitung',
        phone: '+49431702641',
      },
    ],
  },
  {
    name: 'Hotel Strandhafer GmbH & Co. KG',
    kind: 'business',
    domain: 'strandhafer.example',
    street: 'Strandallee 44',
    postcode: '23683',
    city: 'Scharbeutz',
    phone: '+4945035550',
    since: '2021-04-01',
    vatId: 'DE136695976',
    devices: { workstation: 14, laptop: 5, server: 1, firewall: 1, switch: 7, printer: 4 },
    contract: 'standard',
    contacts: [
      {
        salutation: 'ms',
        given: 'Friederike',
        family: 'von Bargen',
        position: 'Geschäftsführerin',
        phone: '+49450355512',
        portal: 'manager',
      },
      {
        salutation: 'mr',
        given: 'Sönke',
        family: 'Matthiesen',
        position: 'Rezeption',
        phone: '+49450355510',
      },
    ],
  },
  {
    name: 'Autohaus Petersen',
    kind: 'business',
    domain: 'autohaus-petersen.example',
    street: 'Eckernförder Straße 290',
    postcode: '24119',
    city: 'Kronshagen',
    phone: '+49431585850',
    since: '2016-11-01',
    vatId: 'DE118645675',
    devices: { workstation: 17, laptop: 4, server: 1, firewall: 1, switch: 3, printer: 6 },
    contract: 'standard',
    contacts: [
      {
        salutation: 'mr',
        given: 'Klaus',
        family: 'Petersen',
        position: 'Inhaber',
        phone: '+49431585851',
        portal: 'manager',
      },
      {
        salutation: 'ms',
        given: 'Anke',
        family: 'Rohwer',
        position: 'Buchhaltung',
        phone: '+49431585855',
      },
    ],
  },
  {
    name: 'Architekten Nissen & Söhne',
    kind: 'business',
    domain: 'nissen-architekten.example',
    street: 'Feldstraße 60',
    postcode: '24105',
    city: 'Kiel',
    phone: '+49431800490',
    since: '2019-08-01',
    vatId: 'DE134214937',
    devices: { workstation: 7, laptop: 8, server: 1, firewall: 1, switch: 2, printer: 2 },
    contract: 'basis',
    contacts: [
      {
        salutation: 'mr',
        given: 'Arne',
        family: 'Nissen',
        position: 'Partner',
        phone: '+49431800491',
        portal: 'manager',
      },
    ],
  },
  {
    name: 'Hofladen Wagrien',
    kind: 'business',
    domain: 'hofladen-wagrien.example',
    street: 'Gut Wagrien 1',
    postcode: '23758',
    city: 'Oldenburg in Holstein',
    phone: '+494361508020',
    since: '2022-02-01',
    devices: { workstation: 4, laptop: 1, firewall: 1, switch: 1, printer: 2 },
    contract: 'basis',
    contacts: [
      {
        salutation: 'ms',
        given: 'Marlies',
        family: 'Rickert',
        position: 'Inhaberin',
        phone: '+494361508021',
        portal: 'manager',
      },
    ],
  },
  {
    name: 'Stadt Plön',
    kind: 'public_body',
    domain: 'stadt-ploen.example',
    street: 'Schloßberg 3',
    postcode: '24306',
    city: 'Plön',
    phone: '+4945225050',
    since: '2023-01-01',
    buyerReference: '01057057-PLOEN-40',
    devices: { workstation: 31, laptop: 16, server: 2, firewall: 2, switch: 9, printer: 7 },
    contract: 'premium',
    contacts: [
      {
        salutation: 'ms',
        given: 'Heike',
        family: 'Sievers',
        position: 'Hauptamt',
        phone: '+494522505112',
        portal: 'manager',
      },
      {
        salutation: 'mr',
        given: 'Finn',
        family: 'Lüthje',
        position: 'Bürgerbüro',
        phone: '+494522505140',
      },
    ],
  },
  {
    name: 'Physiozentrum am Blücherplatz',
    kind: 'business',
    domain: 'physio-bluecher.example',
    street: 'Blücherplatz 12',
    postcode: '24105',
    city: 'Kiel',
    phone: '+49431880330',
    since: '2021-10-01',
    devices: { workstation: 6, laptop: 2, server: 1, firewall: 1, switch: 1, printer: 2 },
    contract: 'basis',
    contacts: [
      {
        salutation: 'ms',
        given: 'Inga',
        family: 'Clausen',
        position: 'Praxisleitung',
        phone: '+49431880331',
        portal: 'manager',
      },
    ],
  },
  {
    name: 'Tischlerei Jöns OHG',
    kind: 'business',
    domain: 'tischlerei-joens.example',
    street: 'Gewerbering 7',
    postcode: '24211',
    city: 'Preetz',
    phone: '+494342889910',
    since: '2020-06-01',
    vatId: 'DE143593636',
    devices: { workstation: 5, laptop: 3, server: 1, firewall: 1, printer: 2 },
    contract: 'hourly',
    contacts: [
      {
        salutation: 'mr',
        given: 'Thies',
        family: 'Jöns',
        position: 'Meister',
        phone: '+491722009913',
        portal: 'manager',
      },
    ],
  },
  {
    name: 'Segelschule Laboe',
    kind: 'business',
    domain: 'segelschule-laboe.example',
    street: 'Strandstraße 21',
    postcode: '24235',
    city: 'Laboe',
    phone: '+494343421930',
    since: '2024-03-15',
    devices: { workstation: 3, laptop: 4, firewall: 1, printer: 1 },
    contract: 'hourly',
    contacts: [
      {
        salutation: 'ms',
        given: 'Nele',
        family: 'Hinrichsen',
        position: 'Inhaberin',
        phone: '+491604471220',
        portal: 'manager',
      },
    ],
  },
]

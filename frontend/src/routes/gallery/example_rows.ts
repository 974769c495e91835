export interface Example {
  id: string
  number: number
  subject: string
  account: string
  contact: string
  assignee: string | null
  state: 'new' | 'open' | 'waiting'
  minutesLeft: number | null
  age: string
  unread: boolean
}

const subjects = [
  'Exchange nimmt keine externen Mails an',
  'VPN bricht alle 20 Minuten ab, Homeoffice steht',
  'Drucker Empfang druckt nur noch Streifen',
  'Toner für Etage 2 nachbestellen',
  'Backup SRV-DC01 seit zwei Nächten fehlgeschlagen, Wiederherstellung muss geprüft werden',
  'Neue Mitarbeiterin ab 1. Dezember: Konto, Notebook, Telefon',
  'Zertifikat shop.foerde-logistik.de läuft in 12 Tagen ab',
]
const accounts = [
  ['Kieler Werft Zulieferer GmbH', 'Jens Petersen'],
  ['Steuerkanzlei Möller & Partner', 'Sabine Möller'],
  ['Zahnarztpraxis Dr. Hansen', 'Empfang'],
  ['Hotel Strandhafer GmbH & Co. KG', 'Verwaltung'],
] as const
const people = ['Anna Jessen', 'Malte Brandt', 'Lena Thomsen', 'Hauke Wulf', null]
const left = [-35, 18, 41, 200, 70, 345, null]
const ages = ['3:05', '1:42', '0:19', '0:25', '6:12', '1:08', '2 T']

export const examples: Example[] = Array.from({ length: 300 }, (_, index) => {
  const [account, contact] = accounts[index % accounts.length] ?? accounts[0]
  return {
    id: `t${index}`,
    number: 1047 - index,
    subject: subjects[index % subjects.length] ?? '',
    account,
    contact,
    assignee: people[index % people.length] ?? null,
    state: index % 5 === 2 ? 'new' : index % 3 === 2 ? 'waiting' : 'open',
    minutesLeft: left[index % left.length] ?? null,
    age: ages[index % ages.length] ?? '',
    unread: index % 4 !== 3,
  }
})

import type { Buyer, Seller } from '@kontor/einvoice'

export const seller: Seller = {
  name: 'Nordlicht IT & Service GmbH',
  address: {
    street: 'Lister Meile 81',
    extra: null,
    postcode: '30161',
    city: 'Hannover',
    country: 'DE',
  },
  registration: 'Amtsgericht Hannover, HRB 214567',
  managingDirectors: ['Dr. Jörg Weißmüller', 'Małgorzata Řehořová'],
  vatId: 'DE136695976',
  taxNumber: '25/201/12345',
  contactName: 'Sabine Größler',
  email: 'rechnung@nordlicht-it.example',
  phone: '+49 511 300400',
  website: 'nordlicht-it.example',
  bankAccounts: [
    { iban: 'DE89370400440532013000', bic: 'COBADEFFXXX', bankName: 'Commerzbank Hannover' },
  ],
}

export const buyer: Buyer = {
  name: 'Bäckerei Hünefeld GmbH & Co. KG',
  kind: 'business',
  address: {
    street: 'Große Straße 12',
    extra: 'Hinterhaus, 2. Etage',
    postcode: '31134',
    city: 'Hildesheim',
    country: 'DE',
  },
  vatId: 'DE811907980',
  customerNumber: 'K-10234',
  buyerReference: null,
  electronicAddress: { scheme: 'EM', value: 'buchhaltung@huenefeld.example' },
  contactName: null,
}

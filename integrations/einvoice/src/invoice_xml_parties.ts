import type { Address, Buyer, Seller } from './invoice.ts'
import { element } from './xml_element.ts'

/** BG-4 to BG-6; the mail address doubles as electronic address BT-34. */
export function sellerParty(seller: Seller) {
  return element('ram:SellerTradeParty', [
    // BR-CO-26 wants an identifier; without a VAT ID the tax number is the only one there is.
    element('ram:ID', seller.vatId ? null : seller.taxNumber),
    element('ram:Name', seller.name),
    element('ram:Description', legalInformation(seller)),
    element('ram:DefinedTradeContact', [
      element('ram:PersonName', seller.contactName),
      element('ram:TelephoneUniversalCommunication', [element('ram:CompleteNumber', seller.phone)]),
      element('ram:EmailURIUniversalCommunication', [element('ram:URIID', seller.email)]),
    ]),
    postalAddress(seller.address),
    electronicAddress(seller.email && { scheme: 'EM', value: seller.email }),
    taxRegistration('VA', seller.vatId),
    taxRegistration('FC', seller.taxNumber),
  ])
}

/** BG-7 to BG-9 */
export function buyerParty(buyer: Buyer) {
  return element('ram:BuyerTradeParty', [
    element('ram:ID', buyer.customerNumber),
    element('ram:Name', buyer.name),
    element('ram:DefinedTradeContact', [element('ram:PersonName', buyer.contactName)]),
    postalAddress(buyer.address),
    electronicAddress(buyer.electronicAddress),
    taxRegistration('VA', buyer.vatId),
  ])
}

/** BT-33: what § 35a GmbHG wants on a business letter. */
function legalInformation({ registration, managingDirectors }: Seller): string {
  return [registration, managingDirectors.join(', ')].filter(Boolean).join('\n')
}

export function postalAddress({ street, extra, postcode, city, country }: Address) {
  return element('ram:PostalTradeAddress', [
    element('ram:PostcodeCode', postcode),
    element('ram:LineOne', street),
    element('ram:LineTwo', extra),
    element('ram:CityName', city),
    element('ram:CountryID', country),
  ])
}

function electronicAddress(address: { scheme: string; value: string } | '' | null) {
  if (!address) return null
  return element('ram:URIUniversalCommunication', [
    element('ram:URIID', address.value, { schemeID: address.scheme }),
  ])
}

/** `VA` is a VAT ID, `FC` a national tax number. */
function taxRegistration(scheme: 'VA' | 'FC', number: string | null) {
  return element('ram:SpecifiedTaxRegistration', [element('ram:ID', number, { schemeID: scheme })])
}

import type { Priority } from '#tickets/ticket'

export interface DemoCase {
  subject: string
  /** what the customer wrote; {contact} and {device} are filled in */
  request: string
  answer: string
  note?: string
  minutes: number
  priority?: Priority
  outcome?: 'billable' | 'contract' | 'goodwill'
  waitsFor?: 'customer' | 'supplier'
  channel?: 'mail' | 'phone' | 'portal' | 'alert'
  onSite?: boolean
  /** what went to the customer with it */
  supplies?: { item: string; quantity: string; text: string }
}

/** What a desk in Kiel really hears. Each appears several times over the months, at other customers. */
export const demoCases: DemoCase[] = [
  {
    subject: 'VPN bricht alle 20 Minuten ab, Homeoffice steht',
    request:
      'seit heute früh fliegen alle Kolleginnen im Homeoffice etwa alle 20 Minuten aus dem VPN. Im Büro läuft alles. Wir haben am Mittwoch Abgabetermin, bitte dringend.',
    answer:
      'die Ursache ist ein Fehler in der Firewall-Software. Die Umgehung ist eingespielt, die Verbindungen sollten ab sofort stabil bleiben. Das Update spiele ich heute Abend ein.',
    note: 'Firmware 7.2.4 ignoriert idle-timeout. Workaround: auth-timeout auf 28800.',
    minutes: 75,
    priority: 'high',
    waitsFor: 'supplier',
  },
  {
    subject: 'Drucker am Empfang druckt nur noch Streifen',
    request:
      'der Drucker am Empfang druckt seit gestern nur noch Streifen. Ein neuer Toner hat nichts geändert.',
    answer:
      'die Bildtrommel ist am Ende. Ich habe eine neue bestellt, sie ist morgen da und ich baue sie gegen 10 Uhr ein.',
    minutes: 40,
    waitsFor: 'supplier',
    onSite: true,
  },
  {
    subject: 'Outlook fragt ständig nach dem Kennwort',
    request:
      'Outlook fragt mich alle paar Minuten nach dem Kennwort, obwohl ich es richtig eingebe.',
    answer:
      'das gespeicherte Anmeldetoken war abgelaufen. Ich habe die Anmeldung erneuert, bitte starten Sie Outlook einmal neu. Danach sollte Ruhe sein.',
    minutes: 20,
  },
  {
    subject: 'Neue Mitarbeiterin: Konto und Notebook einrichten',
    request:
      'zum Monatsersten fängt eine neue Kollegin bei uns an. Wir brauchen ein Konto, ein Postfach und ein Notebook wie bei den anderen.',
    answer:
      'Konto und Postfach sind angelegt, das Notebook ist vorbereitet und liegt am ersten Tag auf dem Schreibtisch. Die Zugangsdaten bekommen Sie telefonisch.',
    minutes: 90,
    outcome: 'billable',
    onSite: true,
    supplies: { item: 'H-300', quantity: '1', text: 'mit Dockingstation' },
  },
  {
    subject: 'Backup auf SRV-DC01 fehlgeschlagen',
    request:
      'Die Sicherung „SRV-DC01 täglich“ ist fehlgeschlagen: Zielspeicher nicht erreichbar (0x8007003B).',
    answer:
      'die Sicherung läuft wieder. Das Ziel war nach einem Neustart nicht verbunden, der Lauf von heute Nacht ist nachgeholt und geprüft.',
    note: 'NAS hatte nach Update die Freigabe verloren. Monitoring auf Freigabe ergänzt.',
    minutes: 35,
    priority: 'high',
    outcome: 'contract',
    channel: 'alert',
  },
  {
    subject: 'Speicher auf dem Fileserver bei 91 %',
    request: 'Laufwerk D: auf {device} ist zu 91 % belegt (Schwelle 90 %).',
    answer:
      'wir haben alte Projektordner archiviert, der Füllstand liegt wieder bei 74 %. Im Quartalsgespräch sollten wir über eine Erweiterung reden.',
    minutes: 30,
    outcome: 'contract',
    channel: 'alert',
  },
  {
    subject: 'Kennwort vergessen, Konto gesperrt',
    request:
      'ich habe mich dreimal vertippt, jetzt ist mein Konto gesperrt. Können Sie mir helfen?',
    answer:
      'Ihr Konto ist wieder frei. Das neue Kennwort habe ich Ihnen am Telefon durchgegeben, bitte ändern Sie es bei der ersten Anmeldung.',
    minutes: 10,
    channel: 'phone',
  },
  {
    subject: 'Scannen in den Netzwerkordner geht nicht mehr',
    request:
      'der Scanner im Flur legt nichts mehr im Ordner „Scan“ ab. Es erscheint „Fehler 1102“.',
    answer:
      'das Gerät hatte noch das alte Kennwort des Scan-Kontos. Es ist eingetragen und getestet, alle drei Profile scannen wieder.',
    minutes: 25,
  },
  {
    subject: 'Telefonanlage spielt falsche Warteschleife',
    request: 'in der Warteschleife läuft noch die Ansage mit den Sommeröffnungszeiten.',
    answer:
      'die Winteransage ist aktiv. Ich habe den Wechsel für nächstes Jahr gleich mit eingeplant.',
    minutes: 15,
  },
  {
    subject: 'Teams: Mikrofon wird nicht erkannt',
    request:
      'in Teams hört mich niemand. Mit dem Handy geht es. Um 14 Uhr habe ich eine Besprechung mit einem Mandanten.',
    answer:
      'Windows hatte der App den Zugriff auf das Mikrofon entzogen. Er ist wieder erlaubt, der Testanruf war klar zu verstehen.',
    minutes: 15,
    priority: 'high',
  },
  {
    subject: 'Verdächtige Mail mit Rechnung im Anhang',
    request:
      'ich habe eine Mail mit einer Rechnung bekommen, die ich nicht kenne. Ich habe nichts angeklickt. Ist das echt?',
    answer:
      'gut, dass Sie gefragt haben: Die Mail ist gefälscht. Ich habe sie aus allen Postfächern entfernt und den Absender gesperrt. Bei Ihnen ist nichts passiert.',
    note: 'Absenderdomain gesperrt, 4 Postfächer betroffen, niemand hat geöffnet.',
    minutes: 30,
    outcome: 'contract',
  },
  {
    subject: 'DATEV-Update einspielen',
    request:
      'das neue DATEV-Update ist da. Bitte wie immer außerhalb der Geschäftszeit einspielen.',
    answer:
      'das Update ist auf allen Arbeitsplätzen und dem Server installiert. Die Dienste laufen, der Start ist an drei Plätzen geprüft.',
    minutes: 120,
    outcome: 'contract',
  },
  {
    subject: 'Zertifikat der Webseite läuft in 12 Tagen ab',
    request: 'Das Zertifikat für shop.{domain} läuft in 12 Tagen ab.',
    answer:
      'das Zertifikat ist erneuert und gilt ein weiteres Jahr. Die automatische Verlängerung ist eingerichtet.',
    minutes: 20,
    outcome: 'contract',
    channel: 'alert',
  },
  {
    subject: 'WLAN im Besprechungsraum sehr langsam',
    request: 'im großen Besprechungsraum ist das WLAN kaum zu gebrauchen. Gäste beschweren sich.',
    answer:
      'der Zugangspunkt stand auf einem überlasteten Kanal. Ich habe umgestellt und gemessen: 240 Mbit/s am Tisch, vorher 11.',
    minutes: 45,
    onSite: true,
  },
  {
    subject: 'Excel-Datei ist gesperrt, obwohl sie niemand geöffnet hat',
    request:
      'die Urlaubsliste lässt sich nur schreibgeschützt öffnen, angeblich bearbeitet sie jemand. Es ist aber keiner drin.',
    answer: 'eine alte Sitzung hielt die Datei fest. Sie ist frei, Sie können wieder schreiben.',
    minutes: 10,
    channel: 'phone',
  },
  {
    subject: 'Angebot: Umstieg auf Windows 11',
    request:
      'wir möchten die restlichen Arbeitsplätze umstellen. Was kostet das, und wie lange dauert es?',
    answer:
      'das Angebot habe ich Ihnen geschickt. Wir brauchen zwei Abende, die Kolleginnen merken davon nur den neuen Startknopf.',
    minutes: 60,
    waitsFor: 'customer',
    priority: 'low',
    outcome: 'goodwill',
  },
  {
    subject: 'Toner nachbestellen',
    request:
      'bitte zwei Toner schwarz und einen cyan für den Drucker in der ersten Etage nachbestellen.',
    answer: 'der Toner ist bestellt und kommt übermorgen.',
    minutes: 10,
    supplies: { item: 'H-310', quantity: '2', text: 'Etage 1' },
    priority: 'low',
    channel: 'portal',
  },
  {
    subject: 'Kartenterminal an Kasse 3 verliert die Verbindung',
    request: 'an Kasse 3 bricht das Kartenterminal mehrmals am Tag ab, gerade wenn viel los ist.',
    answer:
      'das Netzwerkkabel hatte einen Wackelkontakt. Ich habe es getauscht und eine Stunde beobachtet, keine Abbrüche mehr.',
    minutes: 50,
    priority: 'high',
    onSite: true,
  },
  {
    subject: 'Ordner aus Versehen gelöscht',
    request:
      'ich habe den Ordner „Ausschreibungen 2026“ gelöscht. Bitte wiederherstellen, Stand von gestern reicht.',
    answer:
      'der Ordner ist mit dem Stand von gestern 22 Uhr zurück, 214 Dateien. Bitte sehen Sie kurz nach, ob etwas fehlt.',
    minutes: 20,
    waitsFor: 'customer',
  },
  {
    subject: 'Switch im Lager: Port 14 flattert',
    request: 'Port 14 an {device} wechselt seit 06:40 Uhr den Zustand (37-mal in 10 Minuten).',
    answer:
      'der Port ist stillgelegt und das Gerät auf Port 15 umgesteckt. Der Hersteller tauscht den Switch, Termin folgt.',
    minutes: 40,
    waitsFor: 'supplier',
    channel: 'alert',
  },
  {
    subject: 'Anmeldung am Terminalserver dauert fünf Minuten',
    request: 'die Anmeldung morgens dauert bei allen etwa fünf Minuten, danach läuft es normal.',
    answer:
      'ein Profil war auf 30 GB angewachsen und hat alle ausgebremst. Es ist bereinigt, die Anmeldung dauert jetzt zwölf Sekunden.',
    minutes: 55,
  },
  {
    subject: 'Kalender der Geschäftsführung freigeben',
    request:
      'Frau Rohwer soll den Kalender der Geschäftsführung sehen und Termine eintragen können.',
    answer:
      'die Freigabe ist eingerichtet, der Kalender erscheint bei Frau Rohwer links in der Liste.',
    minutes: 10,
    channel: 'portal',
  },
  {
    subject: 'Kollege scheidet aus: Zugänge sperren',
    request:
      'Herr Kruse scheidet zum Monatsende aus. Bitte alle Zugänge sperren und die Mails an mich weiterleiten.',
    answer:
      'alle Zugänge sind zum vereinbarten Zeitpunkt gesperrt, die Weiterleitung läuft drei Monate.',
    minutes: 30,
    outcome: 'contract',
  },
  {
    subject: 'Bildschirm flackert',
    request: 'mein linker Bildschirm flackert seit heute morgen.',
    answer:
      'das Kabel war locker. Sollte es wiederkommen, tausche ich den Bildschirm, einer steht bereit.',
    minutes: 15,
    channel: 'phone',
  },
]

export const demoNames = ['Guten Morgen', 'Guten Tag', 'Moin', 'Hallo']

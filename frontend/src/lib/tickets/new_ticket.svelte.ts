/** The dialog that opens a ticket, asked for from anywhere: `c`, "Neu", an empty list. */
class NewTicket {
  open = $state(false)

  ask(): void {
    this.open = true
  }
}

export const newTicket = new NewTicket()

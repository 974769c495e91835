/**
 * The statements that fill the running tenant (role kontor_app, app.audit = 'batch') with `count` tickets as they lie
 * in a house after two years: most of them closed, one in seven open, spread over queues, people, customers and due
 * times by arithmetic and not by chance, so that every run measures the same rows.
 */
export function ticketRows(count) {
  const last = Math.trunc(count)
  return [
    `insert into queues (name, position) values ('Projekte', 2), ('Einkauf', 3)`,
    `insert into accounts (number, name, phone, customer_since)
     select 20000 + n, 'Kunde ' || n || ' GmbH', '+4943155' || (10000 + n), date '2020-01-01' + n
     from generate_series(1, 200) n`,
    `insert into account_addresses (account_id, purpose, street, postcode, city)
     select id, 'main', 'Hafenstraße ' || (number - 20000), '24103', 'Kiel' from accounts where number > 20000`,
    `insert into contacts (given_name, family_name)
     select 'Vorname' || n, 'Nachname' || n from generate_series(1, 400) n`,
    `insert into contact_emails (contact_id, email)
     select id, lower(given_name || '@' || family_name || '.test') from contacts where family_name like 'Nachname%'`,
    `insert into account_contacts (account_id, contact_id, is_primary)
     select a.id, c.id, true from accounts a
     join contacts c on c.family_name = 'Nachname' || (a.number - 20000) where a.number > 20000`,
    TICKETS(last),
    `update number_counters set next_value = ${last + 1000} where kind = 'ticket'`,
  ]
}

/** What their pages show: messages, clock, history. */
export const ticketHistory = () => [
  `insert into ticket_clock_events (ticket_id, at, kind, category, policy_id, priority)
     select id, created_at, 'created', 'new', sla_policy_id, priority from tickets`,
  MESSAGES,
  `insert into ticket_participants (ticket_id, email) select id, requester_email from tickets`,
  `insert into events (type, subject_type, subject_id, account_id, occurred_at, payload)
     select kind.type, 'ticket', t.id, t.account_id, t.created_at + kind.later, jsonb_build_object('number', t.number)
     from tickets t, (values ('ticket.created', interval '0'), ('ticket.message_added', interval '0'),
       ('ticket.status_changed', interval '2 hours'), ('ticket.assigned', interval '1 hour')) as kind (type, later)`,
]

const TICKETS = (count) => `
  with
    places as (
      select array(select id from queues order by position, name) as queues,
             array(select id from members order by created_at, id) as members,
             array(select id from accounts where number > 20000 order by number) as accounts,
             array(select c.contact_id from account_contacts c join accounts a on a.id = c.account_id
                   where a.number > 20000 order by a.number) as contacts,
             (select id from sla_policies where is_default) as policy),
    numbered as (
      select n, n * 7919 % 100 as share, now() - make_interval(mins => (${count} - n) * (1051200 / ${count})) as created
      from generate_series(1, ${count}) n),
    sorted as (
      select *, case when share < 3 then 'new' when share < 10 then 'open' when share < 14 then 'pending'
                     when share < 20 then 'solved' else 'closed' end as category
      from numbered)
  insert into tickets (number, subject, account_id, contact_id, queue_id, status_id, category, priority, assignee_id,
    channel, requester_email, sla_policy_id, next_due_at, sla_state, solved_at, closed_at, last_message_at, created_at)
  select n, 'Anliegen ' || n || ': VPN bricht ab und der Drucker streikt', accounts[1 + n % 200], contacts[1 + n % 200],
    queues[1 + n % array_length(queues, 1)], status.id, sorted.category,
    case when n % 20 = 0 then 'urgent' when n % 5 = 0 then 'high' when n % 7 = 0 then 'low' else 'normal' end,
    case when n % 6 > 0 then members[1 + n * 31 % array_length(members, 1)] end,
    'mail', 'vorname' || (1 + n % 200) || '@nachname' || (1 + n % 200) || '.test', policy,
    case when share < 10 then now() + make_interval(mins => n * 7919 % 20000 - 4000) end,
    case when share < 10 and n * 7919 % 20000 < 4000 then 'breached' when share < 10 then 'running'
         when share < 14 then 'paused' else 'met' end,
    case when share >= 14 then created + interval '1 day' end, case when share >= 20 then created + interval '3 days' end,
    created + interval '2 hours', created
  from sorted, places,
    lateral (select id from ticket_statuses s where s.category = sorted.category
             order by (n % 50 = 0) = s.is_default, position limit 1) status`

const MESSAGES = `
  insert into ticket_messages (ticket_id, direction, channel, audience, author_name, author_contact_id, author_member_id,
    from_address, to_addresses, subject, body_text, created_at)
  select t.id, said.direction, 'mail', 'customer', 'Name ' || (t.number % 400),
    case when said.direction = 'in' then t.contact_id end, case when said.direction = 'out' then t.assignee_id end,
    'absender@kunde.test', '{support@bench.test}', t.subject, repeat('Seit heute morgen bricht die Verbindung ab. ', 12),
    t.created_at + said.later
  from tickets t, (values ('in', interval '0'), ('out', interval '90 minutes'), ('in', interval '2 hours')) as said (direction, later)`

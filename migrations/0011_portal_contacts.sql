-- Which tickets of a customer are a contact's own, and what the portal's door says before and after signing in.

-- Compared as text, because an actor is not always a contact.
create function app.is_actor(contact uuid) returns boolean
  language sql stable parallel safe
  return coalesce(app.actor() = 'contact:' || contact, false);

-- A contact's own addresses, and with them its own part in tickets: nobody else's, who may be a manufacturer.
call app.expose('contact_emails', 'contact_id, email', 'app.is_actor(contact_id)');
call app.expose('ticket_participants', 'ticket_id, email',
  'exists (select from contact_emails e where e.tenant_id = ticket_participants.tenant_id and e.email = ticket_participants.email)');

-- last_message_at is the newest message that the customer sees: the ticket's own would tell of internal notes.
create or replace view portal.tickets with (security_invoker = true) as
  select t.id, t.number, t.subject, t.account_id, t.contact_id, t.category, s.portal_name, s.portal_name_en, s.waiting_for,
         t.wait_until, m.name as assignee_name, t.created_at,
         (select max(c.created_at) from ticket_messages c where c.tenant_id = t.tenant_id and c.ticket_id = t.id) as last_message_at,
         t.solved_at, t.closed_at,
         app.is_actor(t.contact_id)
           or exists (select from ticket_participants p where p.tenant_id = t.tenant_id and p.ticket_id = t.id) as mine
  from tickets t
  join ticket_statuses s on s.tenant_id = t.tenant_id and s.id = t.status_id
  left join members m on m.tenant_id = t.tenant_id and m.id = t.assignee_id;
create or replace view portal.messages with (security_invoker = true) as
  select id, ticket_id, direction, channel, author_name, (author_member_id is not null) as from_staff,
         body_text, folded_text, body_html, remote_images, created_at, app.is_actor(author_contact_id) as own
  from ticket_messages;
create or replace view portal.documents with (security_invoker = true) as
  select id, kind, number, account_id, document_date, due_on, supply_from, supply_to, currency, subject, net, vat, gross,
         exists (select from documents c where c.tenant_id = documents.tenant_id and c.cancels_id = documents.id) as cancelled
  from documents;

-- What stands on a tenant's door, now with whom to call.
drop function app.tenant_by_slug(text);
create function app.tenant_by_slug(wanted_slug text)
  returns table (tenant_id uuid, slug text, name text, brand_color text, phone text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select t.id, t.slug, t.name, t.brand_color,
         (select c.phone from companies c where c.tenant_id = t.id order by c.created_at, c.id limit 1)
  from tenants t where t.slug = wanted_slug and t.closed_at is null
$$;

-- As before, with the words by which a contact is greeted.
drop function app.portal_rooms(uuid, uuid);
create function app.portal_rooms(wanted_tenant uuid, wanted_contact uuid)
  returns table (contact_name text, salutation text, title text, family_name text, account_id uuid, account_name text, role text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select concat_ws(' ', c.given_name, c.family_name), c.salutation, c.title, c.family_name, a.id, a.name, p.role
  from contacts c
  join portal_accesses p on p.tenant_id = c.tenant_id and p.contact_id = c.id
  join accounts a on a.tenant_id = p.tenant_id and a.id = p.account_id
  where c.tenant_id = wanted_tenant and c.id = wanted_contact and c.archived_at is null and a.archived_at is null
  order by a.name, a.id
$$;
revoke all on function app.tenant_by_slug(text), app.portal_rooms(uuid, uuid) from public;
grant execute on function app.tenant_by_slug(text) to kontor_identity, kontor_app, kontor_relay;
grant execute on function app.portal_rooms(uuid, uuid) to kontor_identity;
grant create on schema app to kontor_migrator;
alter function app.tenant_by_slug(text) owner to kontor_migrator;
alter function app.portal_rooms(uuid, uuid) owner to kontor_migrator;
revoke create on schema app from kontor_migrator;

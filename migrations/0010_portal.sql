-- The customers' house. kontor_portal reads these views and nothing else; each runs with its invoker's rights, so the row
-- policies below decide. There is no cost in here, no internal note, no other customer.

call app.expose('accounts', 'id, number, name, language', 'id = any (app.account_ids())');
call app.expose('ticket_statuses', 'id, portal_name, portal_name_en, category, waiting_for', 'true');
call app.expose('members', 'id, name', 'true');
call app.expose('tickets',
  'id, number, subject, account_id, contact_id, status_id, assignee_id, category, wait_until, created_at, last_message_at, solved_at, closed_at, merged_into',
  'account_id = any (app.account_ids()) and merged_into is null');
call app.expose('ticket_messages',
  'id, ticket_id, direction, channel, audience, author_member_id, author_contact_id, author_name, subject, body_text, folded_text, body_html, remote_images, send_after, undone_at, created_at',
  $$audience = 'customer' and undone_at is null and (send_after is null or send_after <= app.now())
    and exists (select from tickets t where t.tenant_id = ticket_messages.tenant_id and t.id = ticket_messages.ticket_id)$$);
call app.expose('message_files', 'message_id, file_id, position, content_id',
  'exists (select from ticket_messages m where m.tenant_id = message_files.tenant_id and m.id = message_files.message_id)');
call app.expose('documents',
  'id, kind, number, account_id, document_date, due_on, supply_from, supply_to, currency, subject, net, vat, gross, issued_at, cancels_id',
  'issued_at is not null and account_id = any (app.account_ids())');
call app.expose('document_files', 'document_id, kind, file_id, created_at',
  'exists (select from documents d where d.tenant_id = document_files.tenant_id and d.id = document_files.document_id)');
call app.expose('files', 'id, name, type, size, sha256, scan, created_at',
  $$exists (select from message_files m where m.tenant_id = files.tenant_id and m.file_id = files.id)
    or exists (select from document_files d where d.tenant_id = files.tenant_id and d.file_id = files.id)$$);
call app.expose('file_chunks', 'file_id, position, bytes',
  'exists (select from files f where f.tenant_id = file_chunks.tenant_id and f.id = file_chunks.file_id)');

create view portal.accounts with (security_invoker = true) as
  select id, number, name, language from accounts;
create view portal.tickets with (security_invoker = true) as
  select t.id, t.number, t.subject, t.account_id, t.contact_id, t.category, s.portal_name, s.portal_name_en, s.waiting_for,
         t.wait_until, m.name as assignee_name, t.created_at, t.last_message_at, t.solved_at, t.closed_at
  from tickets t
  join ticket_statuses s on s.tenant_id = t.tenant_id and s.id = t.status_id
  left join members m on m.tenant_id = t.tenant_id and m.id = t.assignee_id;
create view portal.messages with (security_invoker = true) as
  select id, ticket_id, direction, channel, author_name, (author_member_id is not null) as from_staff,
         body_text, folded_text, body_html, remote_images, created_at
  from ticket_messages;
create view portal.message_files with (security_invoker = true) as
  select m.message_id, m.position, m.content_id, f.id as file_id, f.name, f.type, f.size, f.scan
  from message_files m join files f on f.tenant_id = m.tenant_id and f.id = m.file_id;
create view portal.documents with (security_invoker = true) as
  select id, kind, number, account_id, document_date, due_on, supply_from, supply_to, currency, subject, net, vat, gross from documents;
create view portal.document_files with (security_invoker = true) as
  select d.document_id, d.kind, f.id as file_id, f.name, f.type, f.size
  from document_files d join files f on f.tenant_id = d.tenant_id and f.id = d.file_id;
create view portal.files with (security_invoker = true) as
  select id, name, type, size, scan from files;
create view portal.file_chunks with (security_invoker = true) as
  select file_id, position, bytes from file_chunks;
create view portal.tenant with (security_invoker = true) as
  select name, slug, brand_color, time_zone from tenants;
grant select on all tables in schema portal to kontor_portal;

-- What owners, admins and auditors look at: the audit log as a list, and the sign-in mails of an installation that sends none.

-- The list's order, alone and behind each of its filters. Who acted and what was changed are also listed by these.
create index audit_log_newest on audit_log (tenant_id, at desc, id desc);
create index audit_log_actor on audit_log (tenant_id, actor, at desc, id desc);
create index audit_log_table on audit_log (tenant_id, table_name, at desc, id desc);

-- Whether an entry tells of a ticket in one of these queues: who may not see the queue does not read its tickets here.
-- A change names only what changed, so the row itself is asked which ticket it belongs to.
create function app.audit_withheld(of_table text, of_row text, was jsonb, becomes jsonb, hidden uuid[]) returns boolean
  language sql stable
as $$
  select exists (
    select from tickets t
    where t.queue_id = any (hidden) and t.id in (
      case when of_table = 'tickets' and of_row <> '-' then of_row::uuid end,
      (becomes ->> 'ticket_id')::uuid,
      (was ->> 'ticket_id')::uuid,
      case when of_table = 'ticket_links' then coalesce(becomes, was) ->> 'other_id' end::uuid,
      case when of_table = 'time_entries' then (select e.ticket_id from time_entries e where e.id = of_row::uuid) end,
      case when of_table = 'ticket_items' then (select i.ticket_id from ticket_items i where i.id = of_row::uuid) end,
      case
        when of_table = 'ticket_messages' then (select m.ticket_id from ticket_messages m where m.id = of_row::uuid)
        when of_table in ('message_files', 'message_mentions')
          then (select m.ticket_id from ticket_messages m where m.id = (coalesce(becomes, was) ->> 'message_id')::uuid)
      end))
$$;

-- Whose account the link in a mail opens: a user's, or else (with tenant_id) a portal login of that tenant.
alter table identity_mails
  add column purpose text check (purpose in ('reset', 'invite', 'portal_link', 'portal_invite')),
  add column user_id uuid references users on delete cascade;
create index identity_mails_newest on identity_mails (created_at desc, id desc);

-- Users who belong to this tenant and to no other, not even disabled or in a closed one: a link to such an account opens
-- nothing but this tenant. See docs/decisions/0009.
create function app.users_of_this_tenant_alone(wanted_tenant uuid)
  returns table (user_id uuid, role text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select m.user_id, m.role from members m
  where m.tenant_id = wanted_tenant
    and not exists (select from members o where o.user_id = m.user_id and o.tenant_id <> wanted_tenant)
$$;
revoke all on function app.users_of_this_tenant_alone(uuid) from public;
grant execute on function app.users_of_this_tenant_alone(uuid) to kontor_identity;
grant create on schema app to kontor_migrator;
alter function app.users_of_this_tenant_alone(uuid) owner to kontor_migrator;
revoke create on schema app from kontor_migrator;

-- What every request and every list asks, answered with less.

-- Restricted queues that do not name this member. Owners are no exception: HR matters are not the owner's by default.
-- Asked together with the membership, before the tenant's transaction begins: one question less in every request.
create function app.hidden_queues(wanted_tenant uuid, wanted_member uuid) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select coalesce(array_agg(id), '{}') from queues q
  where tenant_id = wanted_tenant and restricted and not exists (
    select from queue_members m where m.tenant_id = wanted_tenant and m.queue_id = q.id and m.member_id = wanted_member)
$$;
revoke all on function app.hidden_queues(uuid, uuid) from public;
grant execute on function app.hidden_queues(uuid, uuid) to kontor_identity;
grant create on schema app to kontor_migrator;
alter function app.hidden_queues(uuid, uuid) owner to kontor_migrator;
revoke create on schema app from kontor_migrator;

-- The list's sorts, each in its order so that a page ends after its rows. What is open is a tenth of all in time: the
-- queries that people live in have an index of just that. A list of several categories cannot use one by category.
drop index tickets_due, tickets_activity, tickets_assignee, tickets_queue;
create index tickets_due on tickets (tenant_id, next_due_at nulls last, id);
create index tickets_activity on tickets (tenant_id, last_message_at desc, id desc);
create index tickets_open_due on tickets (tenant_id, next_due_at nulls last, id)
  where category in ('new', 'open', 'pending');
create index tickets_open_assignee on tickets (tenant_id, assignee_id, next_due_at nulls last, id)
  where category in ('new', 'open', 'pending');
create index tickets_open_unassigned on tickets (tenant_id, next_due_at nulls last, id)
  where category in ('new', 'open', 'pending') and assignee_id is null;
create index tickets_open_queue on tickets (tenant_id, queue_id, next_due_at nulls last, id)
  where category in ('new', 'open', 'pending');

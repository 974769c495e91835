-- Schemas, the context of a transaction, and app.protect(): what makes a table a tenant table.

create extension if not exists pg_trgm;
create extension if not exists btree_gist;
create extension if not exists unaccent;

create schema app;
create schema portal;
revoke all on schema public from public;
grant usage on schema public to kontor_app, kontor_identity, kontor_relay, kontor_search, kontor_migrator, kontor_backup;
grant usage on schema app to kontor_app, kontor_portal, kontor_identity, kontor_relay, kontor_search, kontor_migrator, kontor_backup;
grant usage on schema portal to kontor_portal;

-- After a commit the setting is '' and not null, so nothing else may read it.
create function app.tenant_id() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('app.tenant_id', true), '')::uuid;

-- The accounts a portal session may see; empty for everyone else.
create function app.account_ids() returns uuid[]
  language sql stable parallel safe
  return coalesce(nullif(current_setting('app.account_ids', true), ''), '{}')::uuid[];

-- Who acts, as 'member:<id>', 'contact:<id>' or 'system:<name>'.
create function app.actor() returns text
  language sql stable parallel safe
  return coalesce(nullif(current_setting('app.actor', true), ''), 'system:unknown');

-- The clock seam: only demo and tests set app.now, everything in SQL asks here. To the millisecond, as JavaScript
-- knows time: a cursor made from a value must meet the same value again.
create function app.now() returns timestamptz
  language sql stable parallel safe
  return coalesce(nullif(current_setting('app.now', true), '')::timestamptz, date_trunc('milliseconds', now()));

-- UUIDv7 (RFC 9562): 48 bits of milliseconds, then random. Written out because uuidv7() exists from PostgreSQL 18 only.
create function app.new_id() returns uuid
  language sql volatile parallel safe
  return encode(
    set_bit(
      set_bit(
        overlay(uuid_send(gen_random_uuid())
          placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
          from 1 for 6),
        52, 1),
      53, 1),
    'hex')::uuid;

create function app.refuse_change() returns trigger
  language plpgsql
as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

-- Counts a row's version up, unless only machine-kept columns changed: an SLA that ticks is no edit to collide with.
create function app.bump_version() returns trigger
  language plpgsql
as $$
declare
  machine text[] := coalesce(tg_argv, '{}');
begin
  if (to_jsonb(new) - machine) is distinct from (to_jsonb(old) - machine) then
    new.version := old.version + 1;
  end if;
  return new;
end $$;

-- Columns whose comment begins with 'machine': kept by the clock or a consumer, neither versioned nor audited.
create function app.machine_columns(relation oid) returns text[]
  language sql stable
  return (
    select coalesce(array_agg(a.attname::text), '{}')
    from pg_attribute a
    where a.attrelid = relation and a.attnum > 0 and not a.attisdropped and col_description(relation, a.attnum) like 'machine%'
  );

-- What changed, by whom: names in audit_log, values apart so that erasing a person keeps the chain provable.
create table audit_log (
  tenant_id   uuid not null,
  id          bigint generated always as identity,
  at          timestamptz not null default app.now(),
  actor       text not null,
  table_name  text not null,
  row_id      text not null,
  operation   text not null check (operation in ('insert', 'update', 'delete', 'batch')),
  columns     text[] not null,
  digest      bytea not null,
  seal_no     bigint,
  chain       bytea,
  primary key (tenant_id, id)
);
comment on table audit_log is 'audit: none';
create index audit_log_row on audit_log (tenant_id, table_name, row_id, id desc);
create index audit_log_unsealed on audit_log (tenant_id, id) where seal_no is null;
create unique index audit_log_seal on audit_log (tenant_id, seal_no);

create table audit_values (
  tenant_id  uuid not null,
  audit_id   bigint not null,
  salt       uuid not null default gen_random_uuid(),
  old_values jsonb,
  new_values jsonb,
  primary key (tenant_id, audit_id),
  foreign key (tenant_id, audit_id) references audit_log (tenant_id, id) on delete restrict
);
comment on table audit_values is 'audit: none';
comment on column audit_values.old_values is 'pii: values of any column';
comment on column audit_values.new_values is 'pii: values of any column';

-- Columns whose comment says 'secret' or 'audit: none' are named in the log, but their values never enter it.
create function app.audit_hidden_columns(relation oid) returns text[]
  language sql stable
  return (
    select coalesce(array_agg(a.attname::text), '{}')
    from pg_attribute a
    where a.attrelid = relation and a.attnum > 0 and not a.attisdropped
      and (a.atttypid = 'bytea'::regtype
        or col_description(relation, a.attnum) like 'secret%'
        or col_description(relation, a.attnum) like '%audit: none%')
  );

create function app.audit() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp
as $$
declare
  before jsonb := case when tg_op = 'INSERT' then '{}'::jsonb else to_jsonb(old) end;
  after  jsonb := case when tg_op = 'DELETE' then '{}'::jsonb else to_jsonb(new) end;
  hidden text[];
  names  text[];
  was    jsonb;
  becomes jsonb;
  pepper uuid := gen_random_uuid();
  entry  bigint;
  owner_tenant uuid := coalesce(after ->> 'tenant_id', before ->> 'tenant_id')::uuid;
begin
  -- A bulk verb writes one entry for its batch itself.
  if current_setting('app.audit', true) = 'batch' then
    return null;
  end if;
  select array_agg(key order by key) into names
  from (select key from jsonb_each(before) union select key from jsonb_each(after)) as keys
  where before -> key is distinct from after -> key
    and key not in ('tenant_id', 'version')
    and key <> all (app.machine_columns(tg_relid))
    and not (tg_op = 'INSERT' and coalesce(after -> key, 'null') = 'null');
  if names is null then
    return null;
  end if;
  hidden := app.audit_hidden_columns(tg_relid);
  select jsonb_object_agg(name, before -> name) filter (where before ? name),
         jsonb_object_agg(name, after -> name) filter (where after ? name)
    into was, becomes
  from unnest(names) as name
  where name <> all (hidden);
  insert into audit_log (tenant_id, actor, table_name, row_id, operation, columns, digest)
  values (owner_tenant, app.actor(), tg_table_name,
          coalesce(after ->> 'id', before ->> 'id', '-'), lower(tg_op), names,
          sha256(convert_to(pepper::text || coalesce(was::text, '') || coalesce(becomes::text, ''), 'UTF8')))
  returning id into entry;
  insert into audit_values (tenant_id, audit_id, salt, old_values, new_values)
  values (owner_tenant, entry, pepper, was, becomes);
  return null;
end $$;

-- app.protect('table' [, 'select, insert']): forced row-level security, policy, grants and triggers. Idempotent.
-- verbs: what kontor_app may do. Append-only tables name 'select, insert' and get a trigger that refuses the rest.
create procedure app.protect(target regclass, verbs text default 'select, insert, update, delete')
  language plpgsql
as $$
declare
  described text := coalesce(obj_description(target, 'pg_class'), '');
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('drop policy if exists tenant on %s', target);
  execute format('create policy tenant on %s to kontor_app using (tenant_id = app.tenant_id()) with check (tenant_id = app.tenant_id())', target);
  execute format('revoke all on %s from kontor_app, kontor_migrator, kontor_backup', target);
  execute format('grant %s on %s to kontor_app', verbs, target);
  execute format('grant select, insert, update, delete on %s to kontor_migrator', target);
  execute format('grant select on %s to kontor_backup', target);

  execute format('drop trigger if exists bump_version on %s', target);
  if exists (select from pg_attribute where attrelid = target and attname = 'version' and not attisdropped) then
    execute format('create trigger bump_version before update on %s for each row execute function app.bump_version(%s)', target,
      (select string_agg(quote_literal(name), ', ') from unnest(app.machine_columns(target)) as name));
  end if;
  execute format('drop trigger if exists audit on %s', target);
  if described not like '%audit: none%' then
    execute format('create trigger audit after insert or update or delete on %s for each row execute function app.audit()', target);
  end if;
  execute format('drop trigger if exists append_only on %s', target);
  if verbs = 'select, insert' then
    execute format('create trigger append_only before update or delete on %s for each row execute function app.refuse_change()', target);
  end if;
  insert into app.protected_tables (name, verbs) values (target::text, verbs)
    on conflict (name) do update set verbs = excluded.verbs;
end $$;

create table app.protected_tables (name text primary key, verbs text not null);

-- Again for all, after a change of app.protect itself.
create procedure app.protect_all()
  language plpgsql
as $$
declare
  entry record;
begin
  for entry in select name, verbs from app.protected_tables order by name loop
    call app.protect(entry.name::regclass, entry.verbs);
  end loop;
end $$;

-- app.expose('tickets', 'id, number', 'account_id = any (app.account_ids())'): what a customer's contact may read.
-- kontor_portal has no usage on schema public: it reaches these columns only through the views in schema portal.
create procedure app.expose(target regclass, visible_columns text, visible_rows text)
  language plpgsql
as $$
begin
  execute format('drop policy if exists portal on %s', target);
  execute format('create policy portal on %s for select to kontor_portal using (tenant_id = app.tenant_id() and (%s))', target, visible_rows);
  execute format('grant select (tenant_id, %s) on %s to kontor_portal', visible_columns, target);
end $$;

call app.protect('audit_log', 'select');
call app.protect('audit_values', 'select');
-- The worker seals entries: it may set the two seal columns of an unsealed entry and nothing else.
grant update (seal_no, chain) on audit_log to kontor_app;
create function app.seal_once() returns trigger
  language plpgsql
as $$
begin
  if old.seal_no is not null or (to_jsonb(new) - 'seal_no' - 'chain') <> (to_jsonb(old) - 'seal_no' - 'chain') then
    raise exception 'audit_log is append-only' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger seal_once before update on audit_log for each row execute function app.seal_once();

-- A new owner of a function needs create on its schema for that moment; migrations that hand one over say it the same way.
grant create on schema app to kontor_migrator;
alter function app.audit() owner to kontor_migrator;
revoke create on schema app from kontor_migrator;
-- Whoever may call it could hang it on a table of their own and write any tenant's log.
set local role kontor_migrator;
revoke all on function app.audit() from public;
grant execute on function app.audit() to kontor_owner;
reset role;

-- Events, their way out (outbox), their way in (inbox), the embedded bus, timers and leases.

create table events (
  tenant_id    uuid not null default app.tenant_id() references tenants on delete restrict,
  seq          bigint generated always as identity,
  id           uuid not null default app.new_id(),
  type         text not null check (type ~ '^[a-z_]+\.[a-z_]+$'),
  subject_type text not null,
  subject_id   uuid not null,
  account_id   uuid,
  actor        text not null default app.actor(),
  caused_by    uuid,
  depth        integer not null default 0,
  occurred_at  timestamptz not null default app.now(),
  recorded_at  timestamptz not null default clock_timestamp(),
  payload      jsonb not null default '{}',
  primary key (tenant_id, id)
);
comment on table events is 'audit: none';
create unique index events_seq on events (seq);
create index events_timeline on events (tenant_id, account_id, occurred_at desc, seq desc);
create index events_subject on events (tenant_id, subject_type, subject_id, occurred_at desc, seq desc);
call app.protect('events', 'select, insert');

create table outbox (
  seq         bigint generated always as identity primary key,
  tenant_id   uuid not null default app.tenant_id(),
  event_id    uuid not null,
  type        text not null,
  lane        text not null default 'live' check (lane in ('live', 'bulk')),
  recorded_at timestamptz not null default clock_timestamp()
);
comment on table outbox is 'audit: none';
call app.protect('outbox', 'select, insert');
drop trigger append_only on outbox;
create policy relay on outbox to kontor_relay using (true);
-- Locking a row (for update) asks for the right to update it; one column is enough.
grant select, delete, update (lane) on outbox to kontor_relay;

create table inbox (
  tenant_id  uuid not null default app.tenant_id(),
  consumer   text not null,
  event_id   uuid not null,
  handled_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, consumer, event_id)
);
comment on table inbox is 'audit: none';
call app.protect('inbox', 'select, insert, delete');

-- The embedded bus: one row per consumer and event. Parked rows wait for a person, whichever bus is used.
create table bus_messages (
  id           bigint generated always as identity primary key,
  tenant_id    uuid not null default app.tenant_id(),
  consumer     text not null,
  event_id     uuid not null,
  type         text not null,
  lane         text not null default 'live' check (lane in ('live', 'bulk')),
  attempts     integer not null default 0,
  available_at timestamptz not null default clock_timestamp(),
  parked_at    timestamptz,
  error        text,
  unique (tenant_id, consumer, event_id)
);
comment on table bus_messages is 'audit: none';
create index bus_messages_ready on bus_messages (lane desc, available_at, id) where parked_at is null;
create index bus_messages_parked on bus_messages (tenant_id, parked_at) where parked_at is not null;
call app.protect('bus_messages');
create policy relay on bus_messages to kontor_relay using (true) with check (true);
grant select, insert, update, delete on bus_messages to kontor_relay;

-- When due, the worker deletes the row and records the event in one transaction: so it happens once.
create table timers (
  tenant_id    uuid not null default app.tenant_id() references tenants on delete restrict,
  key          text not null,
  due_at       timestamptz not null,
  event_type   text not null,
  subject_type text not null,
  subject_id   uuid not null,
  account_id   uuid,
  payload      jsonb not null default '{}',
  primary key (tenant_id, key)
);
comment on table timers is 'audit: none';
create index timers_due on timers (due_at);
call app.protect('timers');
create policy relay on timers for select to kontor_relay using (true);
grant select (tenant_id, key, due_at) on timers to kontor_relay;

create table leases (
  tenant_id  uuid not null default app.tenant_id() references tenants on delete restrict,
  key        text not null,
  holder     text not null,
  expires_at timestamptz not null,
  primary key (tenant_id, key)
);
comment on table leases is 'audit: none';
call app.protect('leases');
create policy relay on leases to kontor_relay using (true) with check (true);
grant select, insert, update, delete on leases to kontor_relay;

-- Tenants with work of a kind, for the worker's rounds: ids only.
create function app.tenant_ids() returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select id from tenants where closed_at is null order by id $$;
revoke all on function app.tenant_ids() from public;
grant execute on function app.tenant_ids() to kontor_relay;
grant create on schema app to kontor_migrator;
alter function app.tenant_ids() owner to kontor_migrator;
revoke create on schema app from kontor_migrator;

-- Files: bytes in chunks of 1 MB, so one backup and one transaction hold them.
create table files (
  tenant_id  uuid not null default app.tenant_id() references tenants on delete restrict,
  id         uuid not null default app.new_id(),
  name       text not null check (length(name) between 1 and 255),
  type       text not null,
  size       bigint not null check (size >= 0),
  sha256     bytea not null,
  scan       text not null default 'not_scanned' check (scan in ('not_scanned', 'clean', 'infected')),
  created_at timestamptz not null default app.now(),
  primary key (tenant_id, id)
);
comment on table files is 'audit: none';
comment on column files.name is 'pii: may name a person';
create index files_created on files (tenant_id, created_at);
call app.protect('files', 'select, insert, delete');

create table file_chunks (
  tenant_id uuid not null default app.tenant_id(),
  file_id   uuid not null,
  position  integer not null check (position >= 0),
  bytes     bytea not null check (length(bytes) <= 1048576),
  primary key (tenant_id, file_id, position),
  foreign key (tenant_id, file_id) references files (tenant_id, id) on delete cascade
);
comment on table file_chunks is 'audit: none';
alter table file_chunks alter column bytes set storage external;
call app.protect('file_chunks', 'select, insert, delete');

-- Global tables: who may sign in. kontor_identity alone reads and writes them; display names live in members.

create table users (
  id               uuid primary key default app.new_id(),
  email            text not null check (email = lower(email) and length(email) <= 254),
  password_hash    text,
  locale           text not null default 'de' check (locale in ('de', 'en')),
  created_at       timestamptz not null default app.now(),
  disabled_at      timestamptz,
  unique (email)
);
comment on column users.email is 'pii: address';
comment on column users.password_hash is 'secret';

create table tenants (
  id          uuid primary key default app.new_id(),
  slug        text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,30}$'),
  name        text not null check (length(name) between 1 and 120),
  country     text not null check (country in ('DE', 'AT', 'CH')),
  time_zone   text not null default 'Europe/Berlin',
  brand_color text check (brand_color ~ '^#[0-9a-f]{6}$'),
  created_at  timestamptz not null default app.now(),
  closed_at   timestamptz,
  version     bigint not null default 1
);
alter table tenants enable row level security;
alter table tenants force row level security;
create policy own on tenants to kontor_app using (id = app.tenant_id()) with check (id = app.tenant_id());
create policy portal on tenants for select to kontor_portal using (id = app.tenant_id());
grant select, update (name, time_zone, brand_color) on tenants to kontor_app;
grant select (id, slug, name, brand_color, time_zone) on tenants to kontor_portal;
grant select, insert, update, delete on tenants to kontor_migrator;
grant select on tenants to kontor_backup;
create trigger bump_version before update on tenants for each row execute function app.bump_version();

create table members (
  tenant_id   uuid not null default app.tenant_id() references tenants on delete restrict,
  id          uuid not null default app.new_id(),
  user_id     uuid not null references users on delete restrict,
  name        text not null check (length(name) between 1 and 120),
  role        text not null check (role in ('owner', 'admin', 'dispatcher', 'technician', 'billing', 'auditor')),
  phone       text,
  density     text not null default 'compact' check (density in ('compact', 'comfortable')),
  created_at  timestamptz not null default app.now(),
  disabled_at timestamptz,
  version     bigint not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, user_id)
);
comment on column members.name is 'pii: name';
comment on column members.phone is 'pii: phone';
create index members_user on members (user_id);
call app.protect('members', 'select, insert, update');

-- Staff sessions and portal sessions; data is the framework's, the rest is for "your sessions".
create table sessions (
  id           text primary key,
  data         text not null,
  user_id      text,
  expires_at   timestamptz not null,
  kind         text not null default 'staff' check (kind in ('staff', 'portal')),
  created_at   timestamptz not null default app.now(),
  last_seen_at timestamptz not null default app.now(),
  address      text,
  user_agent   text
);
comment on column sessions.data is 'secret';
comment on column sessions.address is 'pii: network address';
comment on column sessions.user_agent is 'pii: device';
create index sessions_user on sessions (user_id);
create index sessions_expiry on sessions (expires_at);

-- Links sent by mail: only the hash of the token is stored, each works once.
create table login_tokens (
  id           uuid primary key default app.new_id(),
  purpose      text not null check (purpose in ('reset', 'invite', 'portal_link', 'portal_invite')),
  token_hash   bytea not null unique,
  user_id      uuid references users on delete cascade,
  tenant_id    uuid references tenants on delete restrict,
  portal_login_id uuid,
  created_at   timestamptz not null default app.now(),
  expires_at   timestamptz not null,
  used_at      timestamptz,
  check (user_id is not null or portal_login_id is not null)
);

-- Counters of failed sign-ins, by account and by address apart, so that one cannot lock out the other.
create table throttles (
  key        text primary key,
  points     integer not null,
  expires_at timestamptz not null
);

-- Mails about signing in hold live links: no tenant's admin may read them, so they are kept apart from outbound_mails.
create table identity_mails (
  id         uuid primary key default app.new_id(),
  tenant_id  uuid references tenants on delete restrict,
  recipient  text not null,
  subject    text not null,
  body_text  text not null,
  state      text not null default 'queued' check (state in ('queued', 'claimed', 'sent', 'failed', 'uncertain')),
  claimed_at timestamptz,
  sent_at    timestamptz,
  error      text,
  created_at timestamptz not null default app.now()
);
comment on column identity_mails.recipient is 'pii: address';
comment on column identity_mails.body_text is 'secret';
comment on column identity_mails.error is 'pii: a mail server quotes addresses';
create index identity_mails_open on identity_mails (created_at) where state in ('queued', 'claimed');

grant select, insert, update, delete on users, sessions, login_tokens, throttles, identity_mails to kontor_identity;
grant select on users, sessions, login_tokens, throttles, identity_mails to kontor_backup;
grant select (id, email) on users to kontor_migrator;

-- What crosses tenants for signing in: two questions, each answered by a function, so that kontor_identity cannot list tenants.
create function app.membership(wanted_slug text, wanted_user uuid)
  returns table (tenant_id uuid, member_id uuid, slug text, tenant_name text, member_name text, role text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select t.id, m.id, t.slug, t.name, m.name, m.role
  from tenants t join members m on m.tenant_id = t.id
  where t.slug = wanted_slug and m.user_id = wanted_user and m.disabled_at is null and t.closed_at is null
$$;

create function app.memberships(wanted_user uuid)
  returns table (tenant_id uuid, member_id uuid, slug text, tenant_name text, member_name text, role text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select t.id, m.id, t.slug, t.name, m.name, m.role
  from tenants t join members m on m.tenant_id = t.id
  where m.user_id = wanted_user and m.disabled_at is null and t.closed_at is null
  order by t.name
$$;

-- The public door of a tenant (portal sign-in, branding), by its slug alone.
create function app.tenant_by_slug(wanted_slug text)
  returns table (tenant_id uuid, slug text, name text, brand_color text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select id, slug, name, brand_color from tenants where slug = wanted_slug and closed_at is null
$$;

-- A colleague who writes to one of our mailboxes: the tenant's own members only, asked for one address at a time.
create function app.member_by_address(wanted text)
  returns table (id uuid, name text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select m.id, m.name from members m join users u on u.id = m.user_id
  where m.tenant_id = app.tenant_id() and u.email = lower(wanted) and m.disabled_at is null
$$;
revoke all on function app.member_by_address(text) from public;
grant execute on function app.member_by_address(text) to kontor_app;

revoke all on function app.membership(text, uuid), app.memberships(uuid), app.tenant_by_slug(text) from public;
grant execute on function app.membership(text, uuid), app.memberships(uuid) to kontor_identity;
grant execute on function app.tenant_by_slug(text) to kontor_identity, kontor_app, kontor_relay;
grant create on schema app to kontor_migrator;
alter function app.membership(text, uuid) owner to kontor_migrator;
alter function app.memberships(uuid) owner to kontor_migrator;
alter function app.member_by_address(text) owner to kontor_migrator;
alter function app.tenant_by_slug(text) owner to kontor_migrator;
revoke create on schema app from kontor_migrator;

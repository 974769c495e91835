-- Calendars and SLAs, contracts and rates, devices with dated assignments.

create table calendars (
  tenant_id   uuid not null default app.tenant_id() references tenants on delete restrict,
  id          uuid not null default app.new_id(),
  name        text not null check (length(name) between 1 and 80),
  time_zone   text not null default 'Europe/Berlin',
  state       text check (state ~ '^[A-Z]{2}$'),
  always_open boolean not null default false,
  is_default  boolean not null default false,
  version     bigint not null default 1,
  primary key (tenant_id, id)
);
comment on column calendars.state is 'Bundesland whose public holidays apply, e.g. SH, BY';
create unique index calendars_default on calendars (tenant_id) where is_default;
call app.protect('calendars');

create table calendar_hours (
  tenant_id   uuid not null default app.tenant_id(),
  id          uuid not null default app.new_id(),
  calendar_id uuid not null,
  weekday     integer not null check (weekday between 1 and 7),
  opens       text not null check (opens ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  closes      text not null check (closes ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$'),
  primary key (tenant_id, id),
  foreign key (tenant_id, calendar_id) references calendars (tenant_id, id) on delete cascade
);
comment on table calendar_hours is 'closes <= opens reaches into the next day';
create index calendar_hours_calendar on calendar_hours (tenant_id, calendar_id);
call app.protect('calendar_hours');

create table calendar_holidays (
  tenant_id   uuid not null default app.tenant_id(),
  calendar_id uuid not null,
  day         date not null,
  name        text not null,
  closes_at   text check (closes_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  primary key (tenant_id, calendar_id, day),
  foreign key (tenant_id, calendar_id) references calendars (tenant_id, id) on delete cascade
);
call app.protect('calendar_holidays');

create table sla_policies (
  tenant_id   uuid not null default app.tenant_id() references tenants on delete restrict,
  id          uuid not null default app.new_id(),
  name        text not null check (length(name) between 1 and 80),
  calendar_id uuid not null,
  warn_percent integer not null default 75 check (warn_percent between 1 and 99),
  is_default  boolean not null default false,
  version     bigint not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, calendar_id) references calendars (tenant_id, id) on delete restrict
);
create unique index sla_policies_default on sla_policies (tenant_id) where is_default;
call app.protect('sla_policies');

create table sla_targets (
  tenant_id              uuid not null default app.tenant_id(),
  policy_id              uuid not null,
  priority               text not null check (priority in ('low', 'normal', 'high', 'urgent')),
  first_response_minutes integer check (first_response_minutes > 0),
  resolution_minutes     integer check (resolution_minutes > 0),
  primary key (tenant_id, policy_id, priority),
  foreign key (tenant_id, policy_id) references sla_policies (tenant_id, id) on delete cascade
);
comment on table sla_targets is 'minutes are business time of the policy''s calendar';
call app.protect('sla_targets');

create table work_types (
  tenant_id   uuid not null default app.tenant_id() references tenants on delete restrict,
  id          uuid not null default app.new_id(),
  name        text not null check (length(name) between 1 and 80),
  item_id     uuid not null,
  position    integer not null default 1,
  archived_at timestamptz,
  version     bigint not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, item_id) references items (tenant_id, id) on delete restrict
);
comment on column work_types.item_id is 'what is sold by the hour: name, unit, VAT group and price without a contract';
call app.protect('work_types');

create table contracts (
  tenant_id      uuid not null default app.tenant_id() references tenants on delete restrict,
  id             uuid not null default app.new_id(),
  number         bigint not null,
  account_id     uuid not null,
  company_id     uuid not null,
  name           text not null check (length(name) between 1 and 120),
  starts_on      date not null,
  ends_on        date check (ends_on >= starts_on),
  sla_policy_id  uuid,
  po_reference   text,
  po_required    boolean not null default false,
  cost_centre    text,
  note           text,
  rounding_scope   text not null default 'entry' check (rounding_scope in ('entry', 'ticket', 'day')),
  rounding_step    integer not null default 15 check (rounding_step between 1 and 480),
  rounding_minimum integer not null default 0 check (rounding_minimum between 0 and 480),
  created_at     timestamptz not null default app.now(),
  version        bigint not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, number),
  unique (tenant_id, account_id, id),
  foreign key (tenant_id, account_id) references accounts (tenant_id, id) on delete restrict,
  foreign key (tenant_id, company_id) references companies (tenant_id, id) on delete restrict,
  foreign key (tenant_id, sla_policy_id) references sla_policies (tenant_id, id) on delete restrict
);
comment on column contracts.note is 'pii: free text';
create index contracts_account on contracts (tenant_id, account_id, starts_on);
call app.protect('contracts', 'select, insert, update');

create table contract_lines (
  tenant_id        uuid not null default app.tenant_id(),
  id               uuid not null default app.new_id(),
  contract_id      uuid not null,
  position         integer not null,
  kind             text not null check (kind in ('flat', 'per_asset', 'hourly', 'block_hours')),
  item_id          uuid not null,
  description      text,
  quantity         numeric(18, 6) not null default 1,
  unit_price       numeric(18, 6) not null,
  asset_type       text,
  work_type_id     uuid,
  included_minutes integer check (included_minutes > 0),
  valid_from       date not null,
  valid_to         date check (valid_to >= valid_from),
  version          bigint not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, contract_id) references contracts (tenant_id, id) on delete restrict,
  foreign key (tenant_id, item_id) references items (tenant_id, id) on delete restrict,
  foreign key (tenant_id, work_type_id) references work_types (tenant_id, id) on delete restrict
);
comment on column contract_lines.asset_type is 'per_asset: which devices count; null counts all of the account';
comment on column contract_lines.work_type_id is 'hourly and block_hours: which work is covered; null covers any';
comment on column contract_lines.included_minutes is 'flat: work included in the price, per month; block_hours: the block, per month';
create index contract_lines_contract on contract_lines (tenant_id, contract_id, position);
call app.protect('contract_lines');

create table assets (
  tenant_id     uuid not null default app.tenant_id() references tenants on delete restrict,
  id            uuid not null default app.new_id(),
  number        bigint not null,
  type          text not null check (type in ('workstation', 'laptop', 'server', 'firewall', 'switch', 'access_point', 'printer', 'phone', 'mobile', 'storage', 'licence', 'other')),
  name          text not null check (length(name) between 1 and 120),
  serial_number text,
  manufacturer  text,
  model         text,
  note          text,
  remote_url    text check (remote_url ~ '^https?://'),
  retired_at    timestamptz,
  created_at    timestamptz not null default app.now(),
  version       bigint not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, number)
);
comment on column assets.name is 'pii: may name a person';
comment on column assets.note is 'pii: free text';
create index assets_name on assets (tenant_id, name, id);
create index assets_serial on assets (tenant_id, serial_number);
call app.protect('assets', 'select, insert, update');

-- Dated, so that a device moved to another customer never changes what was counted before.
create table asset_assignments (
  tenant_id   uuid not null default app.tenant_id(),
  id          uuid not null default app.new_id(),
  asset_id    uuid not null,
  account_id  uuid not null,
  site_id     uuid,
  contract_id uuid,
  valid_from  date not null,
  valid_to    date check (valid_to >= valid_from),
  primary key (tenant_id, id),
  foreign key (tenant_id, asset_id) references assets (tenant_id, id) on delete restrict,
  foreign key (tenant_id, account_id) references accounts (tenant_id, id) on delete restrict,
  foreign key (tenant_id, account_id, site_id) references sites (tenant_id, account_id, id) on delete restrict,
  foreign key (tenant_id, account_id, contract_id) references contracts (tenant_id, account_id, id) on delete restrict,
  exclude using gist (tenant_id with =, asset_id with =, daterange(valid_from, valid_to, '[]') with &&)
);
comment on column asset_assignments.valid_to is 'last day, inclusive; null: open';
create index asset_assignments_account on asset_assignments (tenant_id, account_id, valid_from);
create index asset_assignments_asset on asset_assignments (tenant_id, asset_id, valid_from desc);
call app.protect('asset_assignments');

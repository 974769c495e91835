-- The seller (company), what it sells (items), to whom (accounts, contacts, sites).

create table companies (
  tenant_id            uuid not null default app.tenant_id() references tenants on delete restrict,
  id                   uuid not null default app.new_id(),
  name                 text not null check (length(name) between 1 and 200),
  street               text,
  postcode             text,
  city                 text,
  country              text not null default 'DE' check (country ~ '^[A-Z]{2}$'),
  email                text,
  phone                text,
  website              text,
  register_court       text,
  register_number      text,
  managing_directors   text,
  vat_id               text,
  tax_number           text,
  datev_consultant     integer check (datev_consultant between 1001 and 9999999),
  datev_client         integer check (datev_client between 1 and 99999),
  datev_fiscal_year_start_month integer not null default 1 check (datev_fiscal_year_start_month between 1 and 12),
  datev_account_length integer not null default 4 check (datev_account_length between 4 and 8),
  datev_chart          text not null default 'SKR03' check (datev_chart in ('SKR03', 'SKR04')),
  datev_fixation       boolean not null default false,
  payment_days         integer not null default 14 check (payment_days between 0 and 365),
  invoice_note         text,
  created_at           timestamptz not null default app.now(),
  version              bigint not null default 1,
  primary key (tenant_id, id)
);
comment on column companies.managing_directors is 'pii: names';
call app.protect('companies', 'select, insert, update');

-- How VAT arises: a dated row, because a company may change its method at the turn of a year.
create table company_vat_methods (
  tenant_id  uuid not null default app.tenant_id(),
  company_id uuid not null,
  valid_from date not null,
  method     text not null check (method in ('accrual', 'cash', 'small_business')),
  primary key (tenant_id, company_id, valid_from),
  foreign key (tenant_id, company_id) references companies (tenant_id, id) on delete restrict
);
call app.protect('company_vat_methods');

create table company_bank_accounts (
  tenant_id  uuid not null default app.tenant_id(),
  id         uuid not null default app.new_id(),
  company_id uuid not null,
  position   integer not null default 1,
  bank_name  text not null,
  iban       text not null check (iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}$'),
  bic        text check (bic ~ '^[A-Z0-9]{8}([A-Z0-9]{3})?$'),
  holder     text,
  primary key (tenant_id, id),
  foreign key (tenant_id, company_id) references companies (tenant_id, id) on delete restrict
);
call app.protect('company_bank_accounts');

-- Gapless ranges: the issuing transaction locks the row. The prefix may hold {YYYY}; last_date keeps dates from going back.
create table number_ranges (
  tenant_id  uuid not null default app.tenant_id(),
  id         uuid not null default app.new_id(),
  company_id uuid not null,
  kind       text not null check (kind in ('invoice')),
  prefix     text not null default '' check (prefix ~ '^[A-Z0-9/{}-]*$' and length(prefix) <= 12),
  digits     integer not null default 4 check (digits between 1 and 10),
  next_value bigint not null default 1 check (next_value > 0),
  last_date  date,
  version    bigint not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, company_id, kind),
  foreign key (tenant_id, company_id) references companies (tenant_id, id) on delete restrict
);
call app.protect('number_ranges', 'select, insert, update');

-- Numbers that may have gaps come in blocks, reserved in a transaction of their own.
create table number_counters (
  tenant_id  uuid not null default app.tenant_id() references tenants on delete restrict,
  kind       text not null check (kind in ('ticket', 'customer', 'debtor', 'contract', 'item', 'asset')),
  next_value bigint not null check (next_value > 0),
  primary key (tenant_id, kind)
);
comment on table number_counters is 'audit: none';
call app.protect('number_counters', 'select, insert, update');

create table closed_periods (
  tenant_id  uuid not null default app.tenant_id(),
  company_id uuid not null,
  closed_until date not null,
  closed_by  text not null default app.actor(),
  closed_at  timestamptz not null default app.now(),
  primary key (tenant_id, company_id, closed_until),
  foreign key (tenant_id, company_id) references companies (tenant_id, id) on delete restrict
);
comment on table closed_periods is 'No document may be dated on or before the latest closed_until.';
call app.protect('closed_periods', 'select, insert, delete');

-- Statutory VAT rates by date of supply: facts of the world, the same for every tenant.
create table vat_rates (
  country    text not null,
  vat_group  text not null check (vat_group in ('standard', 'reduced')),
  valid_from date not null,
  valid_to   date,
  rate       numeric(5, 2) not null,
  primary key (country, vat_group, valid_from)
);
insert into vat_rates values
  ('DE', 'standard', '2007-01-01', '2020-06-30', 19), ('DE', 'standard', '2020-07-01', '2020-12-31', 16), ('DE', 'standard', '2021-01-01', null, 19),
  ('DE', 'reduced',  '1983-07-01', '2020-06-30', 7),  ('DE', 'reduced',  '2020-07-01', '2020-12-31', 5),  ('DE', 'reduced',  '2021-01-01', null, 7);
grant select on vat_rates to kontor_app, kontor_backup;

create table items (
  tenant_id       uuid not null default app.tenant_id() references tenants on delete restrict,
  id              uuid not null default app.new_id(),
  number          text not null check (length(number) between 1 and 40),
  name            text not null check (length(name) between 1 and 200),
  description     text,
  kind            text not null default 'service' check (kind in ('service', 'goods')),
  unit            text not null default 'C62' check (unit ~ '^[A-Z0-9]{2,3}$'),
  price           numeric(18, 6) not null default 0,
  revenue_account integer,
  vat_group       text not null default 'standard' check (vat_group in ('standard', 'reduced')),
  archived_at     timestamptz,
  created_at      timestamptz not null default app.now(),
  version         bigint not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, number)
);
comment on column items.unit is 'UN/ECE Recommendation 20 code, e.g. C62 piece, HUR hour, MON month';
call app.protect('items', 'select, insert, update');

-- Apart from items, because technicians see the item and not what it costs us.
create table item_costs (
  tenant_id  uuid not null default app.tenant_id(),
  item_id    uuid not null,
  valid_from date not null,
  cost       numeric(18, 6) not null,
  primary key (tenant_id, item_id, valid_from),
  foreign key (tenant_id, item_id) references items (tenant_id, id) on delete restrict
);
call app.protect('item_costs');

create table accounts (
  tenant_id          uuid not null default app.tenant_id() references tenants on delete restrict,
  id                 uuid not null default app.new_id(),
  number             bigint not null,
  name               text not null check (length(name) between 1 and 200),
  kind               text not null default 'business' check (kind in ('business', 'consumer', 'public_body')),
  parent_id          uuid,
  debtor_number      bigint,
  debtor_exported_at timestamptz,
  vat_id             text,
  tax_number         text,
  language           text not null default 'de' check (language in ('de', 'en')),
  payment_days       integer check (payment_days between 0 and 365),
  buyer_reference    text,
  einvoice_scheme    text check (einvoice_scheme ~ '^[0-9A-Z]{2,4}$'),
  einvoice_address   text,
  phone              text,
  website            text,
  note               text,
  customer_since     date,
  archived_at        timestamptz,
  merged_into        uuid,
  created_at         timestamptz not null default app.now(),
  version            bigint not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, number),
  unique (tenant_id, debtor_number),
  foreign key (tenant_id, parent_id) references accounts (tenant_id, id) on delete restrict,
  foreign key (tenant_id, merged_into) references accounts (tenant_id, id) on delete restrict
);
comment on column accounts.name is 'pii: a consumer''s name';
comment on column accounts.phone is 'pii: phone';
comment on column accounts.note is 'pii: free text';
comment on column accounts.vat_id is 'pii: a sole trader''s';
comment on column accounts.tax_number is 'pii: a sole trader''s';
comment on column accounts.einvoice_address is 'pii: address';
create index accounts_name on accounts (tenant_id, name, id);
create index accounts_newest on accounts (tenant_id, created_at desc, id desc);
create index accounts_parent on accounts (tenant_id, parent_id);
call app.protect('accounts', 'select, insert, update');

-- The debtor number is in the accountant's books once it was exported.
create function app.keep_exported_debtor() returns trigger
  language plpgsql
as $$
begin
  if old.debtor_exported_at is not null and new.debtor_number is distinct from old.debtor_number then
    raise exception 'debtor number was exported' using errcode = 'restrict_violation', constraint = 'debtor_exported';
  end if;
  return new;
end $$;
create trigger keep_exported_debtor before update on accounts for each row execute function app.keep_exported_debtor();

create table account_addresses (
  tenant_id  uuid not null default app.tenant_id(),
  id         uuid not null default app.new_id(),
  account_id uuid not null,
  purpose    text not null check (purpose in ('main', 'billing', 'delivery')),
  addition   text,
  street     text not null,
  postcode   text not null,
  city       text not null,
  country    text not null default 'DE' check (country ~ '^[A-Z]{2}$'),
  primary key (tenant_id, id),
  unique (tenant_id, account_id, purpose),
  foreign key (tenant_id, account_id) references accounts (tenant_id, id) on delete restrict
);
comment on column account_addresses.street is 'pii: address';
comment on column account_addresses.postcode is 'pii: address';
comment on column account_addresses.city is 'pii: address';
call app.protect('account_addresses');

-- Mail domains of a customer: an unknown sender from one of them belongs to the account.
create table account_domains (
  tenant_id  uuid not null default app.tenant_id(),
  account_id uuid not null,
  domain     text not null check (domain = lower(domain) and domain ~ '^[^@\s]+\.[^@\s]+$'),
  primary key (tenant_id, domain),
  foreign key (tenant_id, account_id) references accounts (tenant_id, id) on delete restrict
);
create index account_domains_account on account_domains (tenant_id, account_id);
call app.protect('account_domains');

create table invoice_recipients (
  tenant_id  uuid not null default app.tenant_id(),
  id         uuid not null default app.new_id(),
  account_id uuid not null,
  kind       text not null default 'to' check (kind in ('to', 'cc')),
  email      text not null check (email = lower(email)),
  primary key (tenant_id, id),
  unique (tenant_id, account_id, email),
  foreign key (tenant_id, account_id) references accounts (tenant_id, id) on delete restrict
);
comment on column invoice_recipients.email is 'pii: address';
call app.protect('invoice_recipients');

create table sites (
  tenant_id   uuid not null default app.tenant_id(),
  id          uuid not null default app.new_id(),
  account_id  uuid not null,
  name        text not null check (length(name) between 1 and 120),
  street      text,
  postcode    text,
  city        text,
  country     text not null default 'DE' check (country ~ '^[A-Z]{2}$'),
  phone       text,
  note        text,
  archived_at timestamptz,
  created_at  timestamptz not null default app.now(),
  version     bigint not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, account_id, id),
  foreign key (tenant_id, account_id) references accounts (tenant_id, id) on delete restrict
);
comment on column sites.name is 'pii: may name a person';
comment on column sites.street is 'pii: address';
comment on column sites.postcode is 'pii: address';
comment on column sites.city is 'pii: address';
comment on column sites.phone is 'pii: phone';
comment on column sites.note is 'pii: free text';
create index sites_account on sites (tenant_id, account_id, name, id);
call app.protect('sites', 'select, insert, update');

create table contacts (
  tenant_id   uuid not null default app.tenant_id() references tenants on delete restrict,
  id          uuid not null default app.new_id(),
  salutation  text check (salutation in ('mr', 'ms', 'none')),
  title       text,
  given_name  text,
  family_name text not null check (length(family_name) between 1 and 120),
  position    text,
  language    text not null default 'de' check (language in ('de', 'en')),
  note        text,
  archived_at timestamptz,
  merged_into uuid,
  created_at  timestamptz not null default app.now(),
  version     bigint not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, merged_into) references contacts (tenant_id, id) on delete restrict
);
comment on column contacts.given_name is 'pii: name';
comment on column contacts.family_name is 'pii: name';
comment on column contacts.note is 'pii: free text';
comment on column contacts.salutation is 'pii: name';
comment on column contacts.title is 'pii: name';
comment on column contacts.position is 'pii: position';
create index contacts_name on contacts (tenant_id, family_name, given_name, id);
create index contacts_newest on contacts (tenant_id, created_at desc, id desc);
call app.protect('contacts', 'select, insert, update');

create table contact_emails (
  tenant_id  uuid not null default app.tenant_id(),
  contact_id uuid not null,
  email      text not null check (email = lower(email) and position('@' in email) > 1),
  position   integer not null default 1,
  primary key (tenant_id, email),
  foreign key (tenant_id, contact_id) references contacts (tenant_id, id) on delete restrict
);
comment on column contact_emails.email is 'pii: address';
create index contact_emails_contact on contact_emails (tenant_id, contact_id, position);
call app.protect('contact_emails');

create table contact_phones (
  tenant_id  uuid not null default app.tenant_id(),
  id         uuid not null default app.new_id(),
  contact_id uuid not null,
  number     text not null check (number ~ '^\+[1-9][0-9]{3,14}$'),
  kind       text not null default 'work' check (kind in ('work', 'mobile', 'private')),
  position   integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, contact_id, number),
  foreign key (tenant_id, contact_id) references contacts (tenant_id, id) on delete restrict
);
comment on column contact_phones.number is 'pii: phone, E.164';
create index contact_phones_number on contact_phones (tenant_id, number);
call app.protect('contact_phones');

create table account_contacts (
  tenant_id  uuid not null default app.tenant_id(),
  account_id uuid not null,
  contact_id uuid not null,
  is_primary boolean not null default false,
  primary key (tenant_id, account_id, contact_id),
  foreign key (tenant_id, account_id) references accounts (tenant_id, id) on delete restrict,
  foreign key (tenant_id, contact_id) references contacts (tenant_id, id) on delete restrict
);
create index account_contacts_contact on account_contacts (tenant_id, contact_id);
call app.protect('account_contacts');

-- Which customers' rooms a contact may enter in the portal; a session works in one of them.
create table portal_accesses (
  tenant_id  uuid not null default app.tenant_id(),
  contact_id uuid not null,
  account_id uuid not null,
  role       text not null default 'user' check (role in ('user', 'manager')),
  created_at timestamptz not null default app.now(),
  primary key (tenant_id, contact_id, account_id),
  foreign key (tenant_id, contact_id) references contacts (tenant_id, id) on delete restrict,
  foreign key (tenant_id, account_id) references accounts (tenant_id, id) on delete restrict
);
call app.protect('portal_accesses');

-- A contact's login: one per tenant, unknown to the staff's users.
create table portal_logins (
  tenant_id     uuid not null references tenants on delete restrict,
  id            uuid not null default app.new_id(),
  contact_id    uuid not null,
  email         text not null check (email = lower(email)),
  password_hash text,
  created_at    timestamptz not null default app.now(),
  disabled_at   timestamptz,
  primary key (id),
  unique (tenant_id, email),
  foreign key (tenant_id, contact_id) references contacts (tenant_id, id) on delete restrict
);
comment on column portal_logins.email is 'pii: address';
comment on column portal_logins.password_hash is 'secret';
grant select, insert, update, delete on portal_logins to kontor_identity;
grant select on portal_logins to kontor_backup;
alter table login_tokens add foreign key (portal_login_id) references portal_logins (id) on delete cascade;

-- What the portal's door needs to know of a contact: name and rooms, for one contact at a time.
create function app.portal_rooms(wanted_tenant uuid, wanted_contact uuid)
  returns table (contact_name text, account_id uuid, account_name text, role text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select concat_ws(' ', c.given_name, c.family_name), a.id, a.name, p.role
  from contacts c
  join portal_accesses p on p.tenant_id = c.tenant_id and p.contact_id = c.id
  join accounts a on a.tenant_id = p.tenant_id and a.id = p.account_id
  where c.tenant_id = wanted_tenant and c.id = wanted_contact and c.archived_at is null and a.archived_at is null
  order by a.name
$$;
revoke all on function app.portal_rooms(uuid, uuid) from public;
grant execute on function app.portal_rooms(uuid, uuid) to kontor_identity;
grant create on schema app to kontor_migrator;
alter function app.portal_rooms(uuid, uuid) owner to kontor_migrator;
revoke create on schema app from kontor_migrator;

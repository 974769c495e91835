-- Time, charges, documents, exports.

create table work_categories (
  tenant_id   uuid not null default app.tenant_id() references tenants on delete restrict,
  id          uuid not null default app.new_id(),
  name        text not null check (length(name) between 1 and 60),
  archived_at timestamptz,
  primary key (tenant_id, id)
);
comment on table work_categories is 'internal work without a ticket: training, administration, sales';
call app.protect('work_categories');

create table time_entries (
  tenant_id      uuid not null default app.tenant_id() references tenants on delete restrict,
  id             uuid not null default app.new_id(),
  member_id      uuid not null,
  ticket_id      uuid,
  category_id    uuid,
  message_id     uuid,
  account_id     uuid,
  contract_id    uuid,
  work_type_id   uuid,
  started_at     timestamptz not null,
  ended_at       timestamptz not null check (ended_at >= started_at),
  work_date      date not null,
  break_minutes  integer not null default 0 check (break_minutes >= 0),
  worked_minutes integer not null check (worked_minutes between 0 and 1440),
  billed_minutes integer not null check (billed_minutes between 0 and 1440),
  location       text not null default 'remote' check (location in ('on_site', 'remote')),
  travel_minutes integer not null default 0 check (travel_minutes >= 0),
  outcome        text not null check (outcome in ('billable', 'contract', 'goodwill', 'warranty', 'internal')),
  outcome_reason text,
  customer_text  text not null default '',
  internal_text  text,
  approved_at    timestamptz,
  charge_id      uuid,
  created_at     timestamptz not null default app.now(),
  version        bigint not null default 1,
  primary key (tenant_id, id),
  check ((ticket_id is null) <> (category_id is null)),
  check (outcome <> 'goodwill' or outcome_reason is not null),
  foreign key (tenant_id, member_id) references members (tenant_id, id) on delete restrict,
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id) on delete restrict,
  foreign key (tenant_id, category_id) references work_categories (tenant_id, id) on delete restrict,
  foreign key (tenant_id, message_id) references ticket_messages (tenant_id, id) on delete restrict,
  foreign key (tenant_id, account_id) references accounts (tenant_id, id) on delete restrict,
  foreign key (tenant_id, account_id, contract_id) references contracts (tenant_id, account_id, id) on delete restrict,
  foreign key (tenant_id, work_type_id) references work_types (tenant_id, id) on delete restrict
);
comment on column time_entries.work_date is 'the day in the tenant''s time zone: what rounding, months and lists go by';
comment on column time_entries.internal_text is 'pii: free text, never leaves the house';
comment on column time_entries.outcome_reason is 'pii: free text';
comment on column time_entries.customer_text is 'pii: free text';
create index time_entries_ticket on time_entries (tenant_id, ticket_id, started_at);
create index time_entries_member on time_entries (tenant_id, member_id, work_date desc, started_at desc);
create index time_entries_unbilled on time_entries (tenant_id, account_id, work_date) where charge_id is null;
call app.protect('time_entries');

-- Several timers a member, at most one of them running.
create table work_timers (
  tenant_id  uuid not null default app.tenant_id(),
  id         uuid not null default app.new_id(),
  member_id  uuid not null,
  ticket_id  uuid not null,
  running_since timestamptz,
  elapsed_seconds integer not null default 0 check (elapsed_seconds >= 0),
  first_started_at timestamptz not null default app.now(),
  primary key (tenant_id, id),
  unique (tenant_id, member_id, ticket_id),
  foreign key (tenant_id, member_id) references members (tenant_id, id) on delete cascade,
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id) on delete cascade
);
comment on table work_timers is 'audit: none';
create unique index work_timers_running on work_timers (tenant_id, member_id) where running_since is not null;
call app.protect('work_timers');

create table ticket_items (
  tenant_id   uuid not null default app.tenant_id(),
  id          uuid not null default app.new_id(),
  ticket_id   uuid not null,
  item_id     uuid not null,
  account_id  uuid not null,
  quantity    numeric(18, 6) not null check (quantity <> 0),
  unit_price  numeric(18, 6) not null,
  description text,
  supplied_on date not null,
  charge_id   uuid,
  created_at  timestamptz not null default app.now(),
  version     bigint not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id) on delete restrict,
  foreign key (tenant_id, item_id) references items (tenant_id, id) on delete restrict,
  foreign key (tenant_id, account_id) references accounts (tenant_id, id) on delete restrict
);
create index ticket_items_ticket on ticket_items (tenant_id, ticket_id);
create index ticket_items_unbilled on ticket_items (tenant_id, account_id, supplied_on) where charge_id is null;
call app.protect('ticket_items');

create table documents (
  tenant_id         uuid not null default app.tenant_id() references tenants on delete restrict,
  id                uuid not null default app.new_id(),
  company_id        uuid not null,
  kind              text not null check (kind in ('invoice', 'cancellation')),
  number            text check (number ~ '^[A-Z0-9/-]{1,16}$'),
  account_id        uuid not null,
  debtor_account_id uuid not null,
  cancels_id        uuid,
  billing_month     date,
  document_date     date,
  due_on            date,
  supply_from       date not null,
  supply_to         date not null check (supply_to >= supply_from),
  currency          text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  subject           text not null,
  po_reference      text,
  net               bigint not null,
  vat               bigint not null,
  gross             bigint not null check (gross = net + vat),
  content           jsonb,
  content_hash      bytea,
  issued_at         timestamptz,
  held_at           timestamptz,
  sent_at           timestamptz,
  exported_at       timestamptz,
  created_at        timestamptz not null default app.now(),
  version           bigint not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, company_id, number),
  unique (tenant_id, cancels_id),
  check ((issued_at is null) = (number is null) and (issued_at is null) = (content is null) and (issued_at is null) = (document_date is null)),
  check ((kind = 'cancellation') = (cancels_id is not null)),
  foreign key (tenant_id, company_id) references companies (tenant_id, id) on delete restrict,
  foreign key (tenant_id, account_id) references accounts (tenant_id, id) on delete restrict,
  foreign key (tenant_id, debtor_account_id) references accounts (tenant_id, id) on delete restrict,
  foreign key (tenant_id, cancels_id) references documents (tenant_id, id) on delete restrict
);
comment on column documents.account_id is 'the buyer, as printed';
comment on column documents.debtor_account_id is 'who pays and is booked';
comment on column documents.content is 'pii: everything that was printed, frozen at issue; the PDF and the XML are made from it; audit: none';
comment on column documents.subject is 'pii: free text';
create index documents_newest on documents (tenant_id, document_date desc nulls first, id desc);
create index documents_account on documents (tenant_id, account_id, document_date desc);
create index documents_month on documents (tenant_id, billing_month, account_id);
call app.protect('documents');

create table document_lines (
  tenant_id         uuid not null default app.tenant_id(),
  id                uuid not null default app.new_id(),
  document_id       uuid not null,
  position          integer not null,
  item_id           uuid,
  served_account_id uuid not null,
  served_site_id    uuid,
  description       text not null,
  quantity          numeric(18, 6) not null,
  unit              text not null,
  unit_price        numeric(18, 6) not null,
  net               bigint not null,
  tax_case          text not null,
  vat_rate          numeric(5, 2) not null,
  revenue_account   integer not null,
  period_from       date not null,
  period_to         date not null,
  po_reference      text,
  cost_centre       text,
  primary key (tenant_id, id),
  unique (tenant_id, document_id, position),
  foreign key (tenant_id, document_id) references documents (tenant_id, id) on delete cascade,
  foreign key (tenant_id, item_id) references items (tenant_id, id) on delete restrict,
  foreign key (tenant_id, served_account_id) references accounts (tenant_id, id) on delete restrict,
  foreign key (tenant_id, served_account_id, served_site_id) references sites (tenant_id, account_id, id) on delete restrict
);
comment on column document_lines.description is 'pii: free text';
call app.protect('document_lines');

-- What a line bills, down to the time entry or the device; key makes the repetition of a run harmless.
create table charges (
  tenant_id        uuid not null default app.tenant_id() references tenants on delete restrict,
  id               uuid not null default app.new_id(),
  key              text not null,
  account_id       uuid not null,
  contract_id      uuid,
  contract_line_id uuid,
  document_id      uuid not null,
  document_line_id uuid not null,
  net              bigint not null,
  explanation      jsonb not null,
  released_at      timestamptz,
  created_at       timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, account_id) references accounts (tenant_id, id) on delete restrict,
  foreign key (tenant_id, contract_id) references contracts (tenant_id, id) on delete restrict,
  foreign key (tenant_id, contract_line_id) references contract_lines (tenant_id, id) on delete restrict,
  foreign key (tenant_id, document_id) references documents (tenant_id, id) on delete cascade,
  foreign key (tenant_id, document_line_id) references document_lines (tenant_id, id) on delete cascade
);
comment on column charges.released_at is 'set when the document was cancelled: what was billed may be billed again';
create unique index charges_key on charges (tenant_id, key) where released_at is null;
create index charges_document on charges (tenant_id, document_id);
call app.protect('charges');

create table charge_facts (
  tenant_id   uuid not null default app.tenant_id(),
  charge_id   uuid not null,
  fact_type   text not null check (fact_type in ('time_entry', 'asset_assignment', 'ticket_item', 'contract_line')),
  fact_id     uuid not null,
  primary key (tenant_id, charge_id, fact_type, fact_id),
  foreign key (tenant_id, charge_id) references charges (tenant_id, id) on delete cascade
);
create index charge_facts_fact on charge_facts (tenant_id, fact_type, fact_id);
call app.protect('charge_facts', 'select, insert, delete');

alter table time_entries add foreign key (tenant_id, charge_id) references charges (tenant_id, id) on delete set null (charge_id);
alter table ticket_items add foreign key (tenant_id, charge_id) references charges (tenant_id, id) on delete set null (charge_id);

-- Issued documents are frozen here and not by convention. What may still move: sending, holding, export.
create function app.freeze_document() returns trigger
  language plpgsql
as $$
begin
  if old.issued_at is null then
    return coalesce(new, old);
  end if;
  if tg_op = 'DELETE' or
     (to_jsonb(new) - '{held_at,sent_at,exported_at,version}'::text[]) <> (to_jsonb(old) - '{held_at,sent_at,exported_at,version}'::text[]) then
    raise exception 'document % is issued', old.number using errcode = 'restrict_violation', constraint = 'document_frozen';
  end if;
  return new;
end $$;
create trigger keep_issued before update or delete on documents for each row execute function app.freeze_document();

create function app.freeze_document_line() returns trigger
  language plpgsql
as $$
declare
  touched record := coalesce(new, old);
begin
  if exists (select from documents d where d.tenant_id = touched.tenant_id and d.id = touched.document_id and d.issued_at is not null) then
    raise exception 'the document is issued' using errcode = 'restrict_violation', constraint = 'document_frozen';
  end if;
  return touched;
end $$;
create trigger keep_issued before insert or update or delete on document_lines for each row execute function app.freeze_document_line();

-- Billed time is locked: only the charge it points to may change, when a document is cancelled.
create function app.lock_billed() returns trigger
  language plpgsql
as $$
begin
  if old.charge_id is not null and
     (tg_op = 'DELETE' or (to_jsonb(new) - '{charge_id,version}'::text[]) <> (to_jsonb(old) - '{charge_id,version}'::text[])) then
    raise exception 'already billed' using errcode = 'restrict_violation', constraint = 'already_billed';
  end if;
  return coalesce(new, old);
end $$;
create trigger lock_billed before update or delete on time_entries for each row execute function app.lock_billed();
create trigger lock_billed before update or delete on ticket_items for each row execute function app.lock_billed();

-- Bytes made later, from the frozen content whose hash they name.
create table document_files (
  tenant_id    uuid not null default app.tenant_id(),
  document_id  uuid not null,
  kind         text not null check (kind in ('pdf', 'xml')),
  file_id      uuid not null,
  content_hash bytea not null,
  created_at   timestamptz not null default app.now(),
  primary key (tenant_id, document_id, kind),
  foreign key (tenant_id, document_id) references documents (tenant_id, id) on delete restrict,
  foreign key (tenant_id, file_id) references files (tenant_id, id) on delete restrict
);
call app.protect('document_files', 'select, insert');

-- Each time a document was mailed: the key of the n-th mail is document:<id>:<n>.
create table document_deliveries (
  tenant_id   uuid not null default app.tenant_id(),
  document_id uuid not null,
  position    integer not null check (position > 0),
  mail_id     uuid not null,
  created_at  timestamptz not null default app.now(),
  primary key (tenant_id, document_id, position),
  foreign key (tenant_id, document_id) references documents (tenant_id, id) on delete restrict,
  foreign key (tenant_id, mail_id) references outbound_mails (tenant_id, id) on delete restrict
);
call app.protect('document_deliveries', 'select, insert');

create table export_runs (
  tenant_id  uuid not null default app.tenant_id() references tenants on delete restrict,
  id         uuid not null default app.new_id(),
  company_id uuid not null,
  format     text not null check (format in ('datev')),
  date_from  date not null,
  date_to    date not null check (date_to >= date_from),
  repeated   integer not null default 0,
  created_by text not null default app.actor(),
  created_at timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, company_id) references companies (tenant_id, id) on delete restrict
);
comment on column export_runs.repeated is 'how many of its documents an earlier run had already handed over';
create index export_runs_newest on export_runs (tenant_id, created_at desc, id desc);
call app.protect('export_runs', 'select, insert');

create table export_run_files (
  tenant_id uuid not null default app.tenant_id(),
  run_id    uuid not null,
  position  integer not null,
  file_id   uuid not null,
  name      text not null,
  sha256    bytea not null,
  primary key (tenant_id, run_id, position),
  foreign key (tenant_id, run_id) references export_runs (tenant_id, id) on delete restrict,
  foreign key (tenant_id, file_id) references files (tenant_id, id) on delete restrict
);
call app.protect('export_run_files', 'select, insert');

create table export_run_documents (
  tenant_id   uuid not null default app.tenant_id(),
  run_id      uuid not null,
  document_id uuid not null,
  primary key (tenant_id, run_id, document_id),
  foreign key (tenant_id, run_id) references export_runs (tenant_id, id) on delete restrict,
  foreign key (tenant_id, document_id) references documents (tenant_id, id) on delete restrict
);
create index export_run_documents_document on export_run_documents (tenant_id, document_id);
call app.protect('export_run_documents', 'select, insert');

-- Tickets, their messages, queues and statuses, and the mail channel behind them.

create table queues (
  tenant_id   uuid not null default app.tenant_id() references tenants on delete restrict,
  id          uuid not null default app.new_id(),
  name        text not null check (length(name) between 1 and 60),
  restricted  boolean not null default false,
  is_default  boolean not null default false,
  signature   text,
  position    integer not null default 1,
  archived_at timestamptz,
  version     bigint not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, name)
);
comment on column queues.restricted is 'only the members named in queue_members see its tickets';
create unique index queues_default on queues (tenant_id) where is_default;
call app.protect('queues');

create table queue_members (
  tenant_id uuid not null default app.tenant_id(),
  queue_id  uuid not null,
  member_id uuid not null,
  primary key (tenant_id, queue_id, member_id),
  foreign key (tenant_id, queue_id) references queues (tenant_id, id) on delete cascade,
  foreign key (tenant_id, member_id) references members (tenant_id, id) on delete cascade
);
call app.protect('queue_members');

create table ticket_statuses (
  tenant_id      uuid not null default app.tenant_id() references tenants on delete restrict,
  id             uuid not null default app.new_id(),
  name           text not null check (length(name) between 1 and 60),
  name_en        text not null check (length(name_en) between 1 and 60),
  portal_name    text not null,
  portal_name_en text not null,
  category       text not null check (category in ('new', 'open', 'pending', 'solved', 'closed')),
  waiting_for    text check (waiting_for in ('customer', 'supplier', 'appointment', 'other')),
  stops_clock    boolean not null default false,
  is_default     boolean not null default false,
  position       integer not null,
  archived_at    timestamptz,
  version        bigint not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, id, category)
);
comment on column ticket_statuses.portal_name is 'what the customer reads: plain words, no internal ones';
create unique index ticket_statuses_default on ticket_statuses (tenant_id, category) where is_default;
call app.protect('ticket_statuses');

create table tickets (
  tenant_id       uuid not null default app.tenant_id() references tenants on delete restrict,
  id              uuid not null default app.new_id(),
  number          bigint not null,
  subject         text not null check (length(subject) between 1 and 300),
  account_id      uuid,
  contact_id      uuid,
  site_id         uuid,
  contract_id     uuid,
  asset_id        uuid,
  queue_id        uuid not null,
  status_id       uuid not null,
  category        text not null,
  priority        text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
  assignee_id     uuid,
  channel         text not null check (channel in ('mail', 'phone', 'portal', 'note', 'alert')),
  requester_email text,
  sla_policy_id   uuid,
  response_due_at    timestamptz,
  responded_at       timestamptz,
  resolution_due_at  timestamptz,
  next_due_at        timestamptz,
  sla_state          text not null default 'none' check (sla_state in ('none', 'running', 'paused', 'warning', 'breached', 'met')),
  response_breached_at   timestamptz,
  resolution_breached_at timestamptz,
  wait_until      timestamptz,
  solved_at       timestamptz,
  closed_at       timestamptz,
  last_message_at timestamptz not null default app.now(),
  merged_into     uuid,
  created_at      timestamptz not null default app.now(),
  version         bigint not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, account_id) references accounts (tenant_id, id) on delete restrict,
  foreign key (tenant_id, contact_id) references contacts (tenant_id, id) on delete restrict,
  foreign key (tenant_id, account_id, site_id) references sites (tenant_id, account_id, id) on delete restrict,
  foreign key (tenant_id, account_id, contract_id) references contracts (tenant_id, account_id, id) on delete restrict,
  foreign key (tenant_id, asset_id) references assets (tenant_id, id) on delete restrict,
  foreign key (tenant_id, queue_id) references queues (tenant_id, id) on delete restrict,
  foreign key (tenant_id, status_id, category) references ticket_statuses (tenant_id, id, category) on update cascade on delete restrict,
  foreign key (tenant_id, assignee_id) references members (tenant_id, id) on delete restrict,
  foreign key (tenant_id, sla_policy_id) references sla_policies (tenant_id, id) on delete restrict,
  foreign key (tenant_id, merged_into) references tickets (tenant_id, id) on delete restrict
);
comment on table tickets is 'account_id null: triage, internal or supplier ticket; never in the portal';
comment on column tickets.category is 'the category of status_id, kept equal by its foreign key so that lists can use an index';
comment on column tickets.response_due_at is 'machine: the SLA clock';
comment on column tickets.responded_at is 'machine: the SLA clock';
comment on column tickets.resolution_due_at is 'machine: the SLA clock';
comment on column tickets.next_due_at is 'machine: the SLA clock, the earliest that is owed';
comment on column tickets.sla_state is 'machine: the SLA clock';
comment on column tickets.response_breached_at is 'machine: the SLA clock';
comment on column tickets.resolution_breached_at is 'machine: the SLA clock';
comment on column tickets.last_message_at is 'machine: the newest message';
comment on column tickets.subject is 'pii: free text';
comment on column tickets.requester_email is 'pii: address';
create index tickets_due on tickets (tenant_id, category, next_due_at nulls last, id);
create index tickets_newest on tickets (tenant_id, created_at desc, id desc);
create index tickets_activity on tickets (tenant_id, category, last_message_at desc, id desc);
create index tickets_assignee on tickets (tenant_id, assignee_id, category, next_due_at nulls last, id);
create index tickets_account on tickets (tenant_id, account_id, created_at desc, id desc);
create index tickets_queue on tickets (tenant_id, queue_id, category, next_due_at nulls last, id);
create index tickets_requester on tickets (tenant_id, requester_email);
call app.protect('tickets', 'select, insert, update');

create table ticket_messages (
  tenant_id     uuid not null default app.tenant_id(),
  id            uuid not null default app.new_id(),
  ticket_id     uuid not null,
  direction     text not null check (direction in ('in', 'out', 'none')),
  channel       text not null check (channel in ('mail', 'phone', 'portal', 'note', 'alert')),
  audience      text not null check (audience in ('customer', 'third_party', 'internal')),
  author_member_id  uuid,
  author_contact_id uuid,
  author_name   text not null,
  from_address  text,
  to_addresses  text[] not null default '{}',
  cc_addresses  text[] not null default '{}',
  subject       text,
  body_text     text not null default '',
  folded_text   text,
  body_html     text,
  remote_images integer not null default 0,
  header_message_id text,
  send_after    timestamptz,
  undone_at     timestamptz,
  previous_status_id  uuid,
  previous_wait_until timestamptz,
  created_at    timestamptz not null default app.now(),
  primary key (tenant_id, id),
  unique (tenant_id, ticket_id, id),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id) on delete restrict,
  foreign key (tenant_id, author_member_id) references members (tenant_id, id) on delete restrict,
  foreign key (tenant_id, author_contact_id) references contacts (tenant_id, id) on delete restrict,
  foreign key (tenant_id, previous_status_id) references ticket_statuses (tenant_id, id) on delete restrict
);
comment on column ticket_messages.send_after is 'until then the author can take it back, and nobody outside sees it';
comment on column ticket_messages.previous_status_id is 'where undoing leads back to, if the same act changed the status';
comment on column ticket_messages.body_text is 'pii: free text; audit: none';
comment on column ticket_messages.folded_text is 'pii: quotes and signature, folded on screen; audit: none';
comment on column ticket_messages.body_html is 'pii: sanitised HTML of a mail; audit: none';
comment on column ticket_messages.from_address is 'pii: address';
comment on column ticket_messages.author_name is 'pii: name';
comment on column ticket_messages.to_addresses is 'pii: addresses';
comment on column ticket_messages.cc_addresses is 'pii: addresses';
comment on column ticket_messages.subject is 'pii: free text';
create index ticket_messages_ticket on ticket_messages (tenant_id, ticket_id, created_at, id);
create index ticket_messages_header on ticket_messages (tenant_id, header_message_id);
call app.protect('ticket_messages', 'select, insert, update');

create table message_files (
  tenant_id  uuid not null default app.tenant_id(),
  message_id uuid not null,
  file_id    uuid not null,
  position   integer not null,
  content_id text,
  primary key (tenant_id, message_id, file_id),
  foreign key (tenant_id, message_id) references ticket_messages (tenant_id, id) on delete restrict,
  foreign key (tenant_id, file_id) references files (tenant_id, id) on delete restrict
);
comment on column message_files.content_id is 'set: shown inside the HTML under this cid';
create index message_files_file on message_files (tenant_id, file_id);
call app.protect('message_files', 'select, insert, delete');

create table message_mentions (
  tenant_id  uuid not null default app.tenant_id(),
  message_id uuid not null,
  member_id  uuid not null,
  seen_at    timestamptz,
  primary key (tenant_id, message_id, member_id),
  foreign key (tenant_id, message_id) references ticket_messages (tenant_id, id) on delete restrict,
  foreign key (tenant_id, member_id) references members (tenant_id, id) on delete restrict
);
create index message_mentions_member on message_mentions (tenant_id, member_id) where seen_at is null;
call app.protect('message_mentions', 'select, insert, update, delete');

-- Everyone whose address took part: whose mail may name the ticket's number, and who is offered as Cc.
create table ticket_participants (
  tenant_id uuid not null default app.tenant_id(),
  ticket_id uuid not null,
  email     text not null check (email = lower(email)),
  primary key (tenant_id, ticket_id, email),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id) on delete restrict
);
comment on column ticket_participants.email is 'pii: address';
comment on table ticket_participants is 'audit: none';
call app.protect('ticket_participants');

-- What the SLA clock is computed from, with the first answer among the messages; recomputing gives the same due times.
create table ticket_clock_events (
  tenant_id   uuid not null default app.tenant_id(),
  id          bigint generated always as identity,
  ticket_id   uuid not null,
  at          timestamptz not null,
  kind        text not null check (kind in ('created', 'status', 'target')),
  category    text,
  stops_clock boolean,
  reason      text,
  policy_id   uuid,
  priority    text,
  primary key (tenant_id, id),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id) on delete restrict
);
comment on table ticket_clock_events is 'audit: none';
create index ticket_clock_events_ticket on ticket_clock_events (tenant_id, ticket_id, at, id);
call app.protect('ticket_clock_events', 'select, insert');

create table ticket_links (
  tenant_id uuid not null default app.tenant_id(),
  ticket_id uuid not null,
  other_id  uuid not null,
  kind      text not null check (kind in ('related', 'duplicate', 'follow_up')),
  created_at timestamptz not null default app.now(),
  primary key (tenant_id, ticket_id, other_id),
  check (ticket_id <> other_id),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id) on delete restrict,
  foreign key (tenant_id, other_id) references tickets (tenant_id, id) on delete restrict
);
create index ticket_links_other on ticket_links (tenant_id, other_id);
call app.protect('ticket_links', 'select, insert, delete');

create table ticket_tags (
  tenant_id uuid not null default app.tenant_id(),
  ticket_id uuid not null,
  tag       text not null check (length(tag) between 1 and 40),
  primary key (tenant_id, ticket_id, tag),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id) on delete restrict
);
call app.protect('ticket_tags', 'select, insert, delete');

create table text_modules (
  tenant_id uuid not null default app.tenant_id() references tenants on delete restrict,
  id        uuid not null default app.new_id(),
  shortcut  text not null check (shortcut ~ '^[a-z0-9äöüß_-]{1,30}$'),
  name      text not null check (length(name) between 1 and 80),
  body      text not null,
  language  text not null default 'de' check (language in ('de', 'en')),
  version   bigint not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, shortcut, language)
);
call app.protect('text_modules');

create table macros (
  tenant_id   uuid not null default app.tenant_id() references tenants on delete restrict,
  id          uuid not null default app.new_id(),
  name        text not null check (length(name) between 1 and 80),
  status_id   uuid,
  priority    text check (priority in ('low', 'normal', 'high', 'urgent')),
  queue_id    uuid,
  assign_to_me boolean not null default false,
  message     text,
  audience    text check (audience in ('customer', 'internal')),
  minutes     integer check (minutes > 0),
  position    integer not null default 1,
  version     bigint not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, status_id) references ticket_statuses (tenant_id, id) on delete restrict,
  foreign key (tenant_id, queue_id) references queues (tenant_id, id) on delete restrict
);
call app.protect('macros');

create table saved_views (
  tenant_id uuid not null default app.tenant_id() references tenants on delete restrict,
  id        uuid not null default app.new_id(),
  member_id uuid,
  name      text not null check (length(name) between 1 and 60),
  query     text not null check (length(query) <= 1000),
  position  integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, member_id) references members (tenant_id, id) on delete cascade
);
comment on column saved_views.member_id is 'null: shared with everyone';
comment on column saved_views.query is 'the list''s URL query, validated when it is used';
call app.protect('saved_views');

-- Mailboxes, mails as they arrived, mails that leave.

create table mailboxes (
  tenant_id   uuid not null default app.tenant_id() references tenants on delete restrict,
  id          uuid not null default app.new_id(),
  address     text not null check (address = lower(address) and position('@' in address) > 1),
  name        text not null check (length(name) between 1 and 120),
  queue_id    uuid not null,
  acknowledge boolean not null default true,
  is_default  boolean not null default false,
  archived_at timestamptz,
  version     bigint not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, address),
  foreign key (tenant_id, queue_id) references queues (tenant_id, id) on delete restrict
);
create unique index mailboxes_default on mailboxes (tenant_id) where is_default;
call app.protect('mailboxes');

-- First stored raw, then processed by a consumer; any mail can be processed again.
create table inbound_mails (
  tenant_id    uuid not null default app.tenant_id() references tenants on delete restrict,
  id           uuid not null default app.new_id(),
  mailbox_id   uuid not null,
  source       text not null check (length(source) <= 500),
  file_id      uuid not null,
  sha256       bytea not null,
  size         bigint not null,
  content_hash bytea,
  state        text not null default 'stored' check (state in ('stored', 'created', 'appended', 'ignored', 'quarantined', 'failed')),
  reason       text,
  reason_params jsonb not null default '{}',
  from_address text,
  subject      text,
  ticket_id    uuid,
  message_id   uuid,
  received_at  timestamptz not null default app.now(),
  processed_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, mailbox_id, sha256),
  foreign key (tenant_id, mailbox_id) references mailboxes (tenant_id, id) on delete restrict,
  foreign key (tenant_id, file_id) references files (tenant_id, id) on delete restrict,
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id) on delete restrict,
  foreign key (tenant_id, message_id) references ticket_messages (tenant_id, id) on delete restrict
);
comment on table inbound_mails is 'audit: none';
comment on column inbound_mails.from_address is 'pii: address';
comment on column inbound_mails.subject is 'pii: free text';
create unique index inbound_mails_content on inbound_mails (tenant_id, content_hash) where state in ('created', 'appended');
create index inbound_mails_waiting on inbound_mails (tenant_id, state, received_at desc, id desc);
create index inbound_mails_ticket on inbound_mails (tenant_id, ticket_id);
call app.protect('inbound_mails', 'select, insert, update');

create table outbound_mails (
  tenant_id    uuid not null default app.tenant_id() references tenants on delete restrict,
  id           uuid not null default app.new_id(),
  kind         text not null check (kind in ('reply', 'acknowledgement', 'notification', 'document')),
  key          text not null,
  mailbox_id   uuid not null,
  ticket_id    uuid,
  message_id   uuid,
  to_addresses text[] not null,
  cc_addresses text[] not null default '{}',
  subject      text not null,
  body_text    text not null,
  body_html    text,
  header_message_id text not null,
  in_reply_to  text,
  header_references text[] not null default '{}',
  reply_to     text,
  automatic    boolean not null default false,
  state        text not null default 'queued' check (state in ('queued', 'claimed', 'sent', 'failed', 'uncertain', 'cancelled')),
  attempts     integer not null default 0,
  claimed_at   timestamptz,
  sent_at      timestamptz,
  bounced_at   timestamptz,
  error        text,
  created_at   timestamptz not null default app.now(),
  primary key (tenant_id, id),
  unique (tenant_id, key),
  unique (tenant_id, header_message_id),
  foreign key (tenant_id, mailbox_id) references mailboxes (tenant_id, id) on delete restrict,
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id) on delete restrict,
  foreign key (tenant_id, message_id) references ticket_messages (tenant_id, id) on delete restrict
);
comment on table outbound_mails is 'audit: none';
comment on column outbound_mails.key is 'one mail per cause, e.g. message:<id>: a second delivery of the event makes no second mail';
comment on column outbound_mails.to_addresses is 'pii: addresses';
comment on column outbound_mails.body_text is 'pii: free text';
comment on column outbound_mails.cc_addresses is 'pii: addresses';
comment on column outbound_mails.subject is 'pii: free text';
comment on column outbound_mails.body_html is 'pii: free text';
comment on column outbound_mails.error is 'pii: a mail server quotes addresses';
create index outbound_mails_open on outbound_mails (tenant_id, state, created_at) where state in ('queued', 'claimed', 'failed', 'uncertain');
create index outbound_mails_newest on outbound_mails (tenant_id, created_at desc, id desc);
create index outbound_mails_message on outbound_mails (tenant_id, message_id);
call app.protect('outbound_mails', 'select, insert, update');

create table outbound_mail_files (
  tenant_id uuid not null default app.tenant_id(),
  mail_id   uuid not null,
  file_id   uuid not null,
  primary key (tenant_id, mail_id, file_id),
  foreign key (tenant_id, mail_id) references outbound_mails (tenant_id, id) on delete restrict,
  foreign key (tenant_id, file_id) references files (tenant_id, id) on delete restrict
);
comment on table outbound_mail_files is 'audit: none';
call app.protect('outbound_mail_files', 'select, insert');

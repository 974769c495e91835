-- Mails about signing in are tried again when the mail server could not take them at the moment.

alter table identity_mails
  add column attempts integer not null default 0,
  add column due_at   timestamptz not null default app.now();
comment on column identity_mails.due_at is 'not sent before: later after each attempt that failed';
drop index identity_mails_open;
create index identity_mails_open on identity_mails (due_at) where state in ('queued', 'claimed');

-- What an SLA promised, and in which business hours, until somebody changed it. A ticket that was answered meanwhile is
-- judged by it for ever. Where nothing is kept, what holds now has always held. Rows stay when the policy is removed:
-- tickets that once went by it still tell of it.
create table sla_policy_versions (
  tenant_id    uuid not null default app.tenant_id() references tenants on delete restrict,
  policy_id    uuid not null,
  valid_until  timestamptz not null default app.now(),
  warn_percent integer not null,
  targets      jsonb not null,
  calendar     jsonb not null,
  primary key (tenant_id, policy_id, valid_until)
);
comment on table sla_policy_versions is 'audit: none';
comment on column sla_policy_versions.targets is '[{priority, firstResponseMinutes, resolutionMinutes}]';
comment on column sla_policy_versions.calendar is '{timeZone, alwaysOpen, hours, holidays} as they were';
call app.protect('sla_policy_versions', 'select, insert');

-- Whose due times follow when a policy or its calendar changes.
create index tickets_open_policy on tickets (tenant_id, sla_policy_id, id)
  where category in ('new', 'open', 'pending');

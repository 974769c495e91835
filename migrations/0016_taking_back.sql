-- An act of the composer may give the ticket to someone: taking it back gives it back, too.
alter table ticket_messages
  add column assigned_to_id uuid,
  add column previous_assignee_id uuid,
  add foreign key (tenant_id, assigned_to_id) references members (tenant_id, id) on delete restrict,
  add foreign key (tenant_id, previous_assignee_id) references members (tenant_id, id) on delete restrict;
comment on column ticket_messages.assigned_to_id is 'to whom the same act gave the ticket';
comment on column ticket_messages.previous_assignee_id is 'who had it before, where undoing leads back to; null: nobody';

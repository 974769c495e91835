-- What a billed month settles, and when a customer sees an invoice.

-- An issued document says which outcomes the month's work had: nobody makes what was given away billable afterwards.
-- Only a cancellation opens the month again. Work that is entered late is another matter: it is billed with a later month.
create function app.keep_outcome_of_billed_month() returns trigger
  language plpgsql
as $$
begin
  if exists (
    select from documents d
    where d.tenant_id = new.tenant_id and d.account_id = new.account_id
      and d.billing_month in (date_trunc('month', old.work_date)::date, date_trunc('month', new.work_date)::date)
      and d.kind = 'invoice' and d.issued_at is not null
      and not exists (select from documents c where c.tenant_id = d.tenant_id and c.cancels_id = d.id)
  ) then
    raise exception 'the month is billed' using errcode = 'restrict_violation', constraint = 'month_billed';
  end if;
  return new;
end $$;
create trigger keep_outcome before update of outcome on time_entries for each row
  when (new.outcome = 'billable' and old.outcome <> 'billable' and new.account_id is not null and old.charge_id is null)
  execute function app.keep_outcome_of_billed_month();

-- A customer sees an issued invoice unless it was held before it was sent.
-- A cancellation is let through here and filtered by the view, because a policy cannot ask its own table.
call app.expose('documents',
  'id, kind, number, account_id, document_date, due_on, supply_from, supply_to, currency, subject, net, vat, gross, issued_at, held_at, sent_at, cancels_id',
  $$issued_at is not null and (held_at is null or sent_at is not null or kind = 'cancellation') and account_id = any (app.account_ids())$$);

-- Whoever has an invoice sees at once that it was taken back; that of an invoice he never saw would only puzzle him.
create or replace view portal.documents with (security_invoker = true) as
  select id, kind, number, account_id, document_date, due_on, supply_from, supply_to, currency, subject, net, vat, gross,
         exists (select from documents c where c.tenant_id = documents.tenant_id and c.cancels_id = documents.id) as cancelled
  from documents
  where cancels_id is null
     or exists (select from documents o where o.tenant_id = documents.tenant_id and o.id = documents.cancels_id);
create or replace view portal.document_files with (security_invoker = true) as
  select d.document_id, d.kind, f.id as file_id, f.name, f.type, f.size
  from document_files d
  join files f on f.tenant_id = d.tenant_id and f.id = d.file_id
  join portal.documents p on p.id = d.document_id;

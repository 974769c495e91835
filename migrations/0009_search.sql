-- Free text. LIKE is not leakproof, so under row-level security no index would serve it: one definer function filters itself.

create extension if not exists btree_gin;

create table search_documents (
  tenant_id  uuid not null default app.tenant_id() references tenants on delete restrict,
  kind       text not null check (kind in ('ticket', 'account', 'contact', 'site', 'asset', 'contract', 'document')),
  entity_id  uuid not null,
  account_id uuid,
  queue_id   uuid,
  number     text,
  title      text not null,
  subtitle   text,
  text       text not null,
  updated_at timestamptz not null default app.now(),
  primary key (tenant_id, kind, entity_id)
);
comment on table search_documents is 'audit: none';
comment on column search_documents.text is 'pii: what can be found, folded by app.fold()';
comment on column search_documents.queue_id is 'of a ticket: a restricted queue hides it';
comment on column search_documents.title is 'pii: what the row is called';
comment on column search_documents.subtitle is 'pii: what the row is called';
-- With the tenant in front, so that a word which is frequent elsewhere costs nothing here.
create index search_documents_text on search_documents using gin (tenant_id, text gin_trgm_ops);
create index search_documents_number on search_documents (tenant_id, number text_pattern_ops);
call app.protect('search_documents');
create policy search on search_documents for select to kontor_search using (true);
grant select on search_documents to kontor_search;

-- One spelling for the index and the question: lower case, ä = ae, ß = ss, no accents.
create function app.fold(value text) returns text
  language sql stable parallel safe set search_path = pg_catalog, public
as $$
  select unaccent(replace(replace(replace(replace(lower(value), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss'))
$$;

-- What the index holds of a document: its words, each behind a blank, so that '% word%' means "a word begins so".
-- Whatever holds together by - . _ @ is there as a whole and in parts: mueller-luedenscheidt is found by luedenscheidt.
create function app.search_text(value text) returns text
  language sql stable parallel safe set search_path = pg_catalog, public
as $$
  select ' ' || btrim(whole) || case when whole ~ '[@._-]' then ' ' || btrim(regexp_replace(whole, '[@._-]+', ' ', 'g')) else '' end
  from (select regexp_replace(app.fold(value), '[^a-z0-9@._-]+', ' ', 'g') as whole) as words
$$;

-- Every word of the question must begin a word of the text. Hidden queues are named by the caller, who knows the member.
-- The conditions are written out for each word, because `like all (array)` cannot use an index, and executed as text, because
-- only a plan for these very words knows which of them are rare.
create function app.search(question text, kinds text[], hidden_queues uuid[], wanted integer)
  returns table (kind text, entity_id uuid, account_id uuid, number text, title text, subtitle text, updated_at timestamptz)
  language plpgsql stable security definer set search_path = pg_catalog, public, app, pg_temp
as $$
declare
  tenant uuid := app.tenant_id();
  words text[];
  patterns text[];
  matching text;
begin
  if tenant is null then
    raise exception 'no tenant' using errcode = 'insufficient_privilege';
  end if;
  words := array(select word from regexp_split_to_table(app.fold(left(question, 200)), '[^a-z0-9@._-]+') as word where word ~ '[a-z0-9]' limit 8);
  if words = '{}' then
    return;
  end if;
  patterns := array(select replace(replace(word, '\', '\\'), '_', '\_') || '%' from unnest(words) as word);
  select string_agg(format('d.text like %L', '% ' || pattern), ' and ') into matching from unnest(patterns) as pattern;
  return query execute
    'select d.kind, d.entity_id, d.account_id, d.number, d.title, d.subtitle, d.updated_at
     from search_documents d
     where d.tenant_id = $1 and d.kind = any ($2) and ' || matching || '
       and (d.queue_id is null or d.queue_id <> all ($3))
       and ($4 = ''{}'' or d.account_id = any ($4))
     order by (d.number = $5) desc nulls last, (d.text like '' '' || $6) desc, d.updated_at desc, d.entity_id
     limit $7'
    using tenant, kinds, hidden_queues, app.account_ids(), words[1], patterns[1], least(wanted, 200);
end $$;
revoke all on function app.search(text, text[], uuid[], integer) from public;
grant execute on function app.search(text, text[], uuid[], integer) to kontor_app;
grant create on schema app to kontor_search;
alter function app.search(text, text[], uuid[], integer) owner to kontor_search;
revoke create on schema app from kontor_search;

-- The roles of a cluster. Run once by a superuser, before the first migration; running it again changes nothing.
-- Passwords are set apart (`alter role … password`), never here.
-- kontor_owner is deliberately neither superuser nor bypassrls: what works here works on a managed cluster too.
do $$
declare
  wanted record;
begin
  for wanted in
    select * from (values
      ('kontor_owner',    'login noinherit nobypassrls'),
      ('kontor_migrator', 'nologin noinherit bypassrls'),
      ('kontor_login',    'login noinherit nobypassrls'),
      ('kontor_app',      'nologin noinherit nobypassrls'),
      ('kontor_portal',   'nologin noinherit nobypassrls'),
      ('kontor_identity', 'login noinherit nobypassrls'),
      ('kontor_relay',    'login noinherit nobypassrls'),
      ('kontor_search',   'nologin noinherit nobypassrls'),
      ('kontor_backup',   'login noinherit bypassrls')
    ) as roles (name, attributes)
  loop
    if not exists (select from pg_roles where rolname = wanted.name) then
      execute format('create role %I nosuperuser nocreatedb nocreaterole %s', wanted.name, wanted.attributes);
    end if;
  end loop;
end $$;

-- The login role may become one of these two and nothing else.
grant kontor_app, kontor_portal to kontor_login;
-- The owner hands functions to these two, and runs declared backfills as kontor_migrator.
grant kontor_migrator, kontor_search to kontor_owner;

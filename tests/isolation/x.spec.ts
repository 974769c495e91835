import { test } from '@japa/runner'
import { asOwner } from '../support/catalogue.js'
import { grantsOf } from '../support/grants.js'
test.group('x', () => {
  test('y', async () => {
    for (const r of ['public', 'kontor_login','kontor_relay','kontor_identity','kontor_search','kontor_portal','kontor_backup','kontor_owner', 'kontor_migrator','kontor_app'])
      console.log(r, (await grantsOf(r)).join('\n  '))
    console.log(JSON.stringify(await asOwner(`select m.rolname as m, g.rolname as g, a.* from pg_auth_members a join pg_roles m on m.oid=a.member join pg_roles g on g.oid=a.roleid where g.rolname like 'kontor%'`),null,0))
    console.log(JSON.stringify(await asOwner(`select rolname,rolsuper,rolinherit,rolcreaterole,rolcreatedb,rolcanlogin,rolreplication,rolbypassrls from pg_roles where rolname like 'kontor%'`),null,0))
    console.log(JSON.stringify(await asOwner(`select p.oid::regprocedure::text f, pg_get_userbyid(proowner) o, proconfig, has_function_privilege('public', p.oid,'execute') pub, proacl from pg_proc p where prosecdef`),null,1))
    console.log(JSON.stringify(await asOwner(`select conrelid::regclass::text t, conname from pg_constraint where contype='f' and confdeltype='a'`),null,0))
    console.log(JSON.stringify(await asOwner(`select c.relname||'.'||a.attname as c from pg_attribute a join pg_class c on c.oid=a.attrelid where c.relnamespace='public'::regnamespace and c.relkind='r' and attnum>0 and a.attname ~ '(name|email|phone|address|street|postcode|city|note|text|subject|body|author|recipient|user_agent|holder|iban|salutation|title|website|director|remark|description|comment|reason|serial|url|actor|by$|tax_number|vat_id)' and coalesce(col_description(c.oid,a.attnum),'') !~ '(pii:|secret)' order by 1`)).replaceAll('"c":',''))
    console.log((await asOwner(`select i.indexrelid::regclass::text x, pg_get_indexdef(i.indexrelid) d from pg_index i join pg_class c on c.oid=i.indrelid join pg_attribute a on a.attrelid=c.oid and a.attname='tenant_id' where c.relnamespace='public'::regnamespace and i.indkey[0]<>a.attnum`) as any[]).map(r=>r.d).join('\n'))
    console.log((await asOwner(`select c.relname||'.'||a.attname as c from pg_attribute a join pg_class c on c.oid=a.attrelid where c.relnamespace='public'::regnamespace and c.relkind='r' and attnum>0 and a.atttypid='uuid'::regtype and a.attname not in ('id','tenant_id') and not exists (select from pg_constraint k where k.conrelid=c.oid and contype='f' and a.attnum=any(k.conkey)) order by 1`) as any[]).map(r=>r.c).join(' '))
    console.log((await asOwner(`select polrelid::regclass::text||' '||polname||' '||polcmd||' '||polroles::regrole[]::text||' '||coalesce(pg_get_expr(polqual,polrelid),'-')||' | '||coalesce(pg_get_expr(polwithcheck,polrelid),'-') as c from pg_policy where not (polname='tenant')`) as any[]).map(r=>r.c).join('\n'))
    console.log(JSON.stringify(await asOwner(`select relname from pg_class c where relkind in ('r','p') and relnamespace='public'::regnamespace and not exists (select from pg_attribute a where a.attrelid=c.oid and attname='tenant_id')`)), JSON.stringify(await asOwner(`select relname from pg_class c where relkind in ('r','p') and relnamespace='public'::regnamespace and not relforcerowsecurity`)))
    console.log(JSON.stringify(await asOwner(`select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint where contype='f' and (confdeltype in ('n','d'))`)))
  })
})

-- Double-blind introductions: whom each organisation would like to meet on what matter, as numbers that are equal
-- only where two wish the same of each other.

-- The list itself, sealed by the organisation to itself.
create table accord.directory_wish_list (
  organisation uuid primary key references accord.organisation on delete cascade,
  bytes bytea not null,
  -- the public key with which its tokens were made: with a new one all of them are made anew
  meeting text not null,
  -- how many places were changed since when: nobody tries out the whole network
  since_on date not null,
  changed integer not null check (changed >= 0)
);

-- Always sixteen of each organisation. Tokens of no wish are random; those of one need the secret of the two.
create table accord.directory_wish (
  organisation uuid not null references accord.directory_wish_list on delete cascade,
  token bytea not null check (length(token) = 32),
  proof bytea not null check (length(proof) = 32),
  -- whether the coordinators were told that something waits, once it was equal to another's
  told boolean not null default false,
  primary key (organisation, token)
);
create index directory_wish_token on accord.directory_wish (token);

alter table accord.directory_wish_list enable row level security;
alter table accord.directory_wish enable row level security;
create policy own on accord.directory_wish_list to accord_app
  using (organisation = any ((select accord.acting_organisations())::uuid[]))
  with check (organisation = any ((select accord.acting_organisations())::uuid[]));
create policy house on accord.directory_wish_list to accord_system using (true) with check (true);
grant select, insert, update on accord.directory_wish_list to accord_app;
grant select, insert, update, delete on accord.directory_wish_list to accord_system;
create policy own on accord.directory_wish to accord_app
  using (organisation = any ((select accord.acting_organisations())::uuid[]))
  with check (organisation = any ((select accord.acting_organisations())::uuid[]));
create policy house on accord.directory_wish to accord_system using (true) with check (true);
grant select, insert, delete on accord.directory_wish to accord_app;
grant select, insert, update, delete on accord.directory_wish to accord_system;

-- Whose tokens are equal to those of the actor's own organisation. Of the others' rows nothing else is told.
create function accord.equal_wishes(of_organisation uuid)
  returns table (organisation uuid, token bytea, proof bytea)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select theirs.organisation, theirs.token, theirs.proof
    from accord.directory_wish ours
    join accord.directory_wish theirs on theirs.token = ours.token and theirs.organisation <> ours.organisation
    join accord.organisation o on o.id = theirs.organisation and o.state = 'active'
    where ours.organisation = of_organisation and of_organisation = any (accord.acting_organisations())
  $$;
revoke all on function accord.equal_wishes(uuid) from public;
grant execute on function accord.equal_wishes(uuid) to accord_app;

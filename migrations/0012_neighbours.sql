-- Who acts, without `coalesce`: the planner takes a coalesce for something that could leak, and under row-level
-- security a condition that could leak may use no index. With it, every look-up of "mine" read the whole table.
create or replace function accord.acting_organisations() returns uuid[] language sql stable
  as $$ select case when nullif(current_setting('accord.organisations', true), '') is null then '{}'
    else string_to_array(current_setting('accord.organisations', true), ',')::uuid[] end $$;

-- Who is acting is asked once a statement, not once a row: a policy that calls a function on its own calls it
-- for each row that is looked at, and one that looks the reader up among the organisations does that each time.
-- `(select …)` makes of it what the planner works out first.
create function accord.acting_regions() returns text[] language sql stable
  as $$ select coalesce(array_agg(region), '{}') from accord.organisation
    where id = any ((select accord.acting_organisations())::uuid[]) and state = 'active' $$;

alter policy own_or_office on accord.organisation
  using (id = any ((select accord.acting_organisations())::uuid[]) or (select accord.acting_for_office()));
alter policy applied_seen_by_members on accord.organisation
  using (state = 'applied' and (select cardinality(accord.acting_organisations()) > 0));

alter policy own on accord.organisation_fact using (organisation = any ((select accord.acting_organisations())::uuid[]));
alter policy of_others on accord.organisation_fact using (exists (
  select from accord.organisation o
  where o.id = organisation and o.state = 'active' and (
    audience = 'public'
    or (audience = 'network' and (select cardinality(accord.acting_regions()) > 0))
    or (audience = 'region' and o.region = any ((select accord.acting_regions())::text[])))));

alter policy own on accord.directory_listing using (organisation = any ((select accord.acting_organisations())::uuid[]));
alter policy of_others on accord.directory_listing using (exists (
  select from accord.organisation o
  where o.id = organisation and o.state = 'active' and (
    audience = 'public'
    or (audience = 'network' and (select cardinality(accord.acting_regions()) > 0))
    or (audience = 'region' and o.region = any ((select accord.acting_regions())::text[])))));
alter policy of_partner on accord.directory_listing using ((organisation, id) in (
  select a.organisation, a.listing from accord.directory_agreement a
  where a.with_organisation = any (accord.acting_organisations())
  union all
  select a.with_organisation, a.with_listing from accord.directory_agreement a
  where a.organisation = any (accord.acting_organisations()) and a.with_listing is not null));
drop index accord.directory_listing_open;
create index directory_listing_open on accord.directory_listing (kind, side, placed_on desc, id) where state = 'open';
create index directory_listing_of_region on accord.directory_listing (kind, side, region, placed_on desc, id) where state = 'open';

-- Who works on the same: the themes of a profile once more, one a row, for row-level security bars the index
-- that would look into the value. Kept by the database itself, so that no writer of facts forgets it.
create table accord.directory_theme (
  organisation uuid not null references accord.organisation on delete cascade,
  theme text not null,
  audience text not null check (audience in ('public', 'network', 'region')),
  primary key (organisation, theme)
);
create index directory_theme_theme on accord.directory_theme (theme, organisation) include (audience);
alter table accord.directory_theme enable row level security;
create policy own on accord.directory_theme for select to accord_app
  using (organisation = any ((select accord.acting_organisations())::uuid[]));
create policy of_others on accord.directory_theme for select to accord_app
  using (case when audience = 'region'
    then (select o.region from accord.organisation o where o.id = organisation and o.state = 'active')
      = any ((select accord.acting_regions())::text[])
    else (select cardinality(accord.acting_regions()) > 0) end);
create policy house on accord.directory_theme to accord_system using (true) with check (true);
grant select on accord.directory_theme to accord_app;
grant select, insert, update, delete on accord.directory_theme to accord_system;

create function accord.keep_themes() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if tg_op <> 'INSERT' and old.field = 'themes' then
    delete from accord.directory_theme where organisation = old.organisation;
  end if;
  if tg_op <> 'DELETE' and new.field = 'themes' and jsonb_typeof(new.value) = 'array' then
    insert into accord.directory_theme (organisation, theme, audience)
      select new.organisation, theme, new.audience from jsonb_array_elements_text(new.value) theme
      on conflict do nothing;
  end if;
  return null;
end $$;
revoke all on function accord.keep_themes() from public;
create trigger keep_themes after insert or update or delete on accord.organisation_fact
  for each row execute function accord.keep_themes();
insert into accord.directory_theme (organisation, theme, audience)
  select f.organisation, theme, f.audience
  from accord.organisation_fact f, jsonb_array_elements_text(case when jsonb_typeof(f.value) = 'array' then f.value else '[]' end) theme
  where f.field = 'themes' on conflict do nothing;

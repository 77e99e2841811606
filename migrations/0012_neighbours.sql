-- Who works on the same: the themes of a profile once more, one a row, for row-level security bars the index
-- that would look into the value. Kept by the database itself, so that no writer of facts forgets it.

create table accord.directory_theme (
  organisation uuid not null references accord.organisation on delete cascade,
  theme text not null,
  audience text not null check (audience in ('public', 'network', 'region')),
  primary key (organisation, theme)
);
create index directory_theme_theme on accord.directory_theme (theme, organisation);
alter table accord.directory_theme enable row level security;
create policy own on accord.directory_theme for select to accord_app
  using (organisation = any (accord.acting_organisations()));
create policy of_others on accord.directory_theme for select to accord_app
  using (cardinality(accord.acting_organisations()) > 0 and (audience in ('public', 'network') or exists (
    select from accord.organisation o join accord.organisation mine on mine.region = o.region
    where o.id = organisation and mine.id = any (accord.acting_organisations()))));
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

create index organisation_region on accord.organisation (region, id) where state = 'active';

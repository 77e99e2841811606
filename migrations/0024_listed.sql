-- Organisations that are in the directory and are no members: taken over from somebody's list. Such a one has no desk,
-- no keys and nobody who works in it; whoever reads its page is told where the entry comes from, and since when.

alter table accord.organisation
  -- the list it was taken from, as the office named it, and the day
  add column listed_from text not null default '' check (length(listed_from) <= 300),
  add column listed_on date,
  drop constraint organisation_state_check,
  -- applied → vouched for → active; left and refused are ends; listed: in the directory, no member
  add constraint organisation_state_check check (state in ('applied', 'active', 'refused', 'left', 'listed')),
  add constraint listed_says_whence check (state <> 'listed' or (listed_from <> '' and listed_on is not null)),
  add constraint listed_has_no_keys check (state <> 'listed'
    or (not office and genesis_hash is null and sign_public is null and recovery_public is null));

create policy everyone_reads_listed on accord.organisation for select using (state = 'listed');

-- What is known of it is read by the same audiences. Needs, offers and services are its own to tell: it has none, and
-- the policies of those tables go on asking for members.
alter policy public_of_active on accord.organisation_fact
  using (audience = 'public' and exists (
    select from accord.organisation o where o.id = organisation and o.state in ('active', 'listed')));
alter policy of_others on accord.organisation_fact using (exists (
  select from accord.organisation o
  where o.id = organisation and o.state in ('active', 'listed') and (
    audience = 'public'
    or (audience = 'network' and (select cardinality(accord.acting_regions()) > 0))
    or (audience = 'region' and o.region = any ((select accord.acting_regions())::text[])))));

-- Themes are kept once more for finding neighbours: a listed one is nobody's neighbour until it joins.
create or replace function accord.keep_themes() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if tg_op <> 'INSERT' and old.field = 'themes' then
    delete from accord.directory_theme where organisation = old.organisation;
  end if;
  if tg_op <> 'DELETE' and new.field = 'themes' and jsonb_typeof(new.value) = 'array' then
    insert into accord.directory_theme (organisation, theme, audience)
      select new.organisation, theme, new.audience from jsonb_array_elements_text(new.value) theme
      where not exists (select from accord.organisation where id = new.organisation and state = 'listed')
      on conflict do nothing;
  end if;
  return null;
end $$;

create function accord.keep_themes_of_joined() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  insert into accord.directory_theme (organisation, theme, audience)
    select f.organisation, theme, f.audience
    from accord.organisation_fact f,
      jsonb_array_elements_text(case when jsonb_typeof(f.value) = 'array' then f.value else '[]' end) theme
    where f.organisation = new.id and f.field = 'themes' on conflict do nothing;
  return null;
end $$;
revoke all on function accord.keep_themes_of_joined() from public;
create trigger keep_themes after update of state on accord.organisation
  for each row when (old.state = 'listed' and new.state <> 'listed') execute function accord.keep_themes_of_joined();

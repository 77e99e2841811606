-- A need or an offer can be put in other words. Whoever proposed on the old ones is asked again.

alter table accord.directory_listing
  -- how often its words, days or quantity were changed
  add column version integer not null default 1 check (version >= 1);
alter table accord.directory_agreement
  -- the version of the listing on which it was proposed
  add column listing_version integer not null default 1 check (listing_version >= 1);

grant update (from_on, until_on, expires_on, quantity, words, audience, version)
  on accord.directory_listing to accord_app;

-- Whoever has an agreement about a listing carries on its state (0009), and puts no words into another's mouth.
create function accord.only_owners_change_listings() returns trigger
  language plpgsql as $$
begin
  if current_user = 'accord_app' and not (old.organisation = any ((select accord.acting_organisations())::uuid[])) then
    raise exception 'a listing is changed by its own organisation' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger only_owners_change before update of from_on, until_on, expires_on, quantity, words, audience, version
  on accord.directory_listing for each row execute function accord.only_owners_change_listings();

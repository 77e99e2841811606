-- Open letters: drafted by one organisation, signed by it and by those it invites, each with its own key, and published.

create table accord.open_letter (
  -- whose letter it is
  organisation uuid not null references accord.organisation on delete cascade,
  id uuid not null,
  -- counts the texts: a signature is of one version
  version integer not null check (version >= 1),
  title_ru text not null,
  title_en text not null,
  addressee_ru text not null,
  addressee_en text not null,
  text_ru text not null,
  text_en text not null,
  sign_until date not null,
  state text not null check (state in ('draft', 'published')),
  drafted_on date not null,
  -- in the address of its public page
  slug text unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,80}$'),
  published_on date,
  -- the version of the network's signed list in force that day: what vouches for the keys of the signatures
  network_version integer,
  primary key (organisation, id),
  check ((state = 'published') = (slug is not null)),
  check ((state = 'published') = (published_on is not null)),
  check ((state = 'published') = (network_version is not null))
);

-- Who is asked to sign.
create table accord.open_letter_party (
  organisation uuid not null,
  letter uuid not null,
  party uuid not null references accord.organisation on delete cascade,
  state text not null check (state in ('invited', 'declined')),
  invited_on date not null,
  primary key (organisation, letter, party),
  foreign key (organisation, letter) references accord.open_letter on delete cascade,
  check (party <> organisation)
);
create index open_letter_party_of on accord.open_letter_party (party);

-- The signatures, as each organisation's browser made them.
create table accord.open_letter_signature (
  organisation uuid not null,
  letter uuid not null,
  signer uuid not null,
  version integer not null check (version >= 1),
  document bytea not null,
  signed_on date not null,
  primary key (organisation, letter, signer),
  foreign key (organisation, letter) references accord.open_letter on delete cascade
);

-- Whether the actor's organisation wrote the letter or is asked to sign it.
create function accord.party_to_letter(of_organisation uuid, of_letter uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$ select of_organisation = any (accord.acting_organisations()) or exists (
    select from accord.open_letter_party p where p.organisation = of_organisation and p.letter = of_letter
      and p.party = any (accord.acting_organisations())) $$;
revoke all on function accord.party_to_letter(uuid, uuid) from public;
grant execute on function accord.party_to_letter(uuid, uuid) to accord_app;

alter table accord.open_letter enable row level security;
alter table accord.open_letter_party enable row level security;
alter table accord.open_letter_signature enable row level security;

create policy published on accord.open_letter for select to accord_visitor, accord_app using (state = 'published');
create policy party on accord.open_letter for select to accord_app using (accord.party_to_letter(organisation, id));
create policy own on accord.open_letter to accord_app
  using (organisation = any (accord.acting_organisations()))
  with check (organisation = any (accord.acting_organisations()));
create policy house on accord.open_letter to accord_system using (true) with check (true);
grant select on accord.open_letter to accord_visitor;
grant select, insert, update, delete on accord.open_letter to accord_app, accord_system;

create policy party on accord.open_letter_party for select to accord_app using (accord.party_to_letter(organisation, letter));
create policy invites on accord.open_letter_party for insert to accord_app
  with check (organisation = any (accord.acting_organisations()));
create policy declines on accord.open_letter_party for update to accord_app
  using (party = any (accord.acting_organisations())) with check (party = any (accord.acting_organisations()));
create policy house on accord.open_letter_party to accord_system using (true) with check (true);
grant select, insert, update (state) on accord.open_letter_party to accord_app;
grant select, insert, update, delete on accord.open_letter_party to accord_system;

create policy published on accord.open_letter_signature for select to accord_visitor, accord_app using (exists (
  select from accord.open_letter l
  where l.organisation = open_letter_signature.organisation and l.id = open_letter_signature.letter and l.state = 'published'));
create policy party on accord.open_letter_signature for select to accord_app
  using (accord.party_to_letter(organisation, letter));
create policy signs on accord.open_letter_signature to accord_app
  using (signer = any (accord.acting_organisations()))
  with check (signer = any (accord.acting_organisations()) and accord.party_to_letter(organisation, letter));
create policy house on accord.open_letter_signature to accord_system using (true) with check (true);
grant select on accord.open_letter_signature to accord_visitor;
grant select, insert, update, delete on accord.open_letter_signature to accord_app, accord_system;

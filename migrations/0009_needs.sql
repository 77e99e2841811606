-- Needs and offers: what organisations lack and what they can share, each for whoever it is meant for.

create table accord.directory_listing (
  organisation uuid not null references accord.organisation on delete cascade,
  id uuid not null,
  side text not null check (side in ('need', 'offer')),
  kind text not null check (kind ~ '^[a-z][a-z-]{1,30}$'),
  -- where: a town of a region, a region, or anywhere
  region text,
  town text not null default '',
  from_on date,
  until_on date,
  -- the day after which it is shown no more, said or not
  expires_on date not null,
  quantity integer check (quantity between 1 and 1000000),
  words text not null check (length(words) between 1 and 2000),
  audience text not null check (audience in ('public', 'network', 'region')),
  state text not null check (state in ('open', 'agreed', 'done', 'thanked', 'withdrawn')),
  placed_on date not null,
  primary key (organisation, id),
  check (region is not null or town = ''),
  check (until_on >= from_on)
);
create index directory_listing_open on accord.directory_listing (kind, side) where state = 'open';

-- Two organisations about one listing: proposed by one, agreed by the other. Nobody else learns of it.
create table accord.directory_agreement (
  -- of the listing
  organisation uuid not null,
  listing uuid not null,
  -- who proposed, and the listing of theirs that answers this one
  with_organisation uuid not null,
  with_listing uuid,
  state text not null check (state in ('proposed', 'agreed', 'declined', 'taken-back', 'called-off', 'done', 'thanked')),
  changed_on date not null,
  primary key (organisation, listing, with_organisation),
  foreign key (organisation, listing) references accord.directory_listing on delete cascade,
  check (organisation <> with_organisation)
);
create index directory_agreement_with on accord.directory_agreement (with_organisation);

alter table accord.directory_listing enable row level security;
alter table accord.directory_agreement enable row level security;

create policy either on accord.directory_agreement to accord_app
  using (organisation = any (accord.acting_organisations()) or with_organisation = any (accord.acting_organisations()))
  with check (organisation = any (accord.acting_organisations()) or with_organisation = any (accord.acting_organisations()));
create policy house on accord.directory_agreement to accord_system using (true) with check (true);
grant select, insert, update on accord.directory_agreement to accord_app;
grant select, insert, update, delete on accord.directory_agreement to accord_system;

create policy public_of_active on accord.directory_listing for select to accord_visitor
  using (audience = 'public' and exists (select from accord.organisation o where o.id = organisation and o.state = 'active'));
create policy own on accord.directory_listing to accord_app
  using (organisation = any (accord.acting_organisations()))
  with check (organisation = any (accord.acting_organisations()));
create policy of_others on accord.directory_listing for select to accord_app
  using (exists (
    select from accord.organisation o
    where o.id = organisation and o.state = 'active' and (
      audience = 'public'
      or exists (
        select from accord.organisation mine
        where mine.id = any (accord.acting_organisations()) and mine.state = 'active'
          and (audience = 'network' or mine.region = o.region)))));
-- Whoever has an agreement about a listing reads it, and carries it on, whomever it is shown to.
create policy of_partner on accord.directory_listing to accord_app
  using (exists (
    select from accord.directory_agreement a
    where (a.organisation = directory_listing.organisation and a.listing = directory_listing.id
        and a.with_organisation = any (accord.acting_organisations()))
      or (a.with_organisation = directory_listing.organisation and a.with_listing = directory_listing.id
        and a.organisation = any (accord.acting_organisations()))));
create policy house on accord.directory_listing to accord_system using (true) with check (true);
grant select on accord.directory_listing to accord_visitor;
-- Of what stands there, only the state changes: whoever wants to say something else places it anew.
grant select, insert, update (state) on accord.directory_listing to accord_app;
grant select, insert, update, delete on accord.directory_listing to accord_system;

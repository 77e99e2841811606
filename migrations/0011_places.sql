-- Who is here: a town's and a region's page read theirs alone.

create index organisation_by_town on accord.organisation (town_slug) where town_slug is not null;
create index organisation_by_region on accord.organisation (region);
create index organisation_fact_public on accord.organisation_fact (field) where audience = 'public';

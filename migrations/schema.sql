CREATE SCHEMA accord;

CREATE FUNCTION accord.acting_for_office() RETURNS boolean
    LANGUAGE sql STABLE
    AS $$ select coalesce(current_setting('accord.office', true), '') = 'on' $$;

CREATE FUNCTION accord.acting_locator() RETURNS bytea
    LANGUAGE sql STABLE
    AS $$ select decode(nullif(current_setting('accord.locator', true), ''), 'hex') $$;

CREATE FUNCTION accord.acting_organisations() RETURNS uuid[]
    LANGUAGE sql STABLE
    AS $$ select case when nullif(current_setting('accord.organisations', true), '') is null then '{}'
    else string_to_array(current_setting('accord.organisations', true), ',')::uuid[] end $$;

CREATE FUNCTION accord.acting_person() RETURNS uuid
    LANGUAGE sql STABLE
    AS $$ select nullif(current_setting('accord.person', true), '')::uuid $$;

CREATE FUNCTION accord.acting_regions() RETURNS text[]
    LANGUAGE sql STABLE
    AS $$ select coalesce(array_agg(region), '{}') from accord.organisation
    where id = any ((select accord.acting_organisations())::uuid[]) and state = 'active' $$;

CREATE FUNCTION accord.begin_recovery(restore uuid, of_backup timestamp with time zone, now_at timestamp with time zone) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    update accord.network set backup_at = of_backup, restored_at = now_at;
    insert into accord.recovery (organisation, id, backup_at, restored_at)
      select id, restore, of_backup, now_at from accord.organisation where genesis_hash is not null;
    update accord.vault set restored = restore, restored_change = change, change = change + 1000000000;
    update accord.desk_mail m set told_change = m.told_change + 1000000000;
    update accord.request set facts_seen = 0;
  $$;

CREATE FUNCTION accord.beginnings(skeleton text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select array_agg(distinct pg_catalog.substr(b.first, 1, n - 1) || pg_catalog.substr(b.first, n + 1))
    from (select pg_catalog.left(skeleton, 7) as first) b, pg_catalog.generate_series(1, pg_catalog.length(b.first) + 1) n $$;

CREATE FUNCTION accord.delete_parts(in_organisation uuid, in_folder uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  part record;
begin
  if not exists (select from accord.folder f where f.organisation = in_organisation and f.id = in_folder and f.destroyed)
    then return; end if;
  for part in select s.with_organisation as organisation, s.with_vault as vault from accord.folder_share s
    where s.organisation = in_organisation and s.folder = in_folder and not exists (select from accord.folder f
      where f.organisation = s.with_organisation and f.id = in_folder)
  loop
    delete from accord.entry e where e.organisation = part.organisation and e.folder = in_folder;
    delete from accord.chain_key k where k.organisation = part.organisation and k.folder = in_folder;
  end loop;
end $$;

CREATE FUNCTION accord.desk_is_staffed(in_organisation uuid, in_vault uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ select exists (select from accord.vault v
    join accord.vault_grant g on g.organisation = v.organisation and g.vault = v.id and g.epoch = v.epoch
    join accord.membership m on m.organisation = g.organisation and m.person = g.person and m.state = 'active'
    where v.organisation = in_organisation and v.id = in_vault and v.purpose = 'intake') $$;

CREATE FUNCTION accord.destroy_followed(at_organisation uuid, at_folder uuid, signed_order bytea) RETURNS SETOF uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if not exists (select from accord.follow f where f.organisation = at_organisation and f.folder = at_folder
    and f.locator_hash = accord.acting_locator()) then return; end if;
  return query delete from accord.sealed_file where organisation = at_organisation and folder = at_folder returning id;
  delete from accord.entry where organisation = at_organisation and folder = at_folder;
  delete from accord.chain_key where organisation = at_organisation and folder = at_folder;
  delete from accord.cleared where organisation = at_organisation and folder = at_folder;
  delete from accord.request where organisation = at_organisation and id = at_folder;
  delete from accord.follow where organisation = at_organisation and folder = at_folder;
  update accord.folder_share set cover = null where organisation = at_organisation and folder = at_folder;
  update accord.folder set cover = null, destroyed = true, destruction = signed_order
    where organisation = at_organisation and id = at_folder;
  perform accord.delete_parts(at_organisation, at_folder);
end $$;

CREATE FUNCTION accord.end_sessions_of(colleague uuid, in_organisation uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ update accord.session s set ended_at = now() where s.person = colleague and s.ended_at is null
    and in_organisation = any (accord.acting_organisations())
    and exists (select from accord.membership m where m.organisation = in_organisation and m.person = colleague) $$;

CREATE FUNCTION accord.equal_wishes(of_organisation uuid) RETURNS TABLE(organisation uuid, token bytea, proof bytea)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select theirs.organisation, theirs.token, theirs.proof
    from accord.directory_wish ours
    join accord.directory_wish theirs on theirs.token = ours.token and theirs.organisation <> ours.organisation
    join accord.organisation o on o.id = theirs.organisation and o.state = 'active'
    where ours.organisation = of_organisation and of_organisation = any (accord.acting_organisations())
  $$;

CREATE FUNCTION accord.followed(organisation uuid, folder uuid) RETURNS boolean
    LANGUAGE sql STABLE
    AS $_$ select exists (select from accord.follow f where f.organisation = $1 and f.folder = $2
    and f.locator_hash = accord.acting_locator()) $_$;

CREATE FUNCTION accord.forget_beside(of_organisation uuid, of_folder uuid) RETURNS void
    LANGUAGE sql
    AS $$
    delete from accord.cleared where organisation = of_organisation and folder = of_folder;
    delete from accord.request where organisation = of_organisation and id = of_folder;
    delete from accord.follow where organisation = of_organisation and folder = of_folder;
  $$;

CREATE FUNCTION accord.has_account(of_person uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ select exists (select from accord.person p where p.id = of_person) $$;

CREATE FUNCTION accord.holds_folder_with(other uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ with held as materialized (
      select v.organisation, v.id from accord.vault_grant g
        join accord.vault v on v.organisation = g.organisation and v.id = g.vault and v.epoch = g.epoch
        where g.person = accord.acting_person() and g.organisation = any (accord.acting_organisations())
    )
    select exists (select from held h join accord.folder_share s on s.with_organisation = h.organisation
        and s.with_vault = h.id and s.state = 'open' and s.organisation = other)
      or exists (select from held h join accord.folder f on f.organisation = h.organisation and f.vault = h.id
        join accord.folder_share s on s.organisation = f.organisation and s.folder = f.id
        where s.with_organisation = other and s.state in ('open', 'closed'))
      or exists (select from held h join accord.folder_share mine on mine.with_organisation = h.organisation
          and mine.with_vault = h.id and mine.state = 'open'
        join accord.folder_share s on s.organisation = mine.organisation and s.folder = mine.folder
        where s.with_organisation = other and s.state in ('open', 'closed')) $$;

CREATE FUNCTION accord.keep_themes() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

CREATE FUNCTION accord.keep_themes_of_joined() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  insert into accord.directory_theme (organisation, theme, audience)
    select f.organisation, theme, f.audience
    from accord.organisation_fact f,
      jsonb_array_elements_text(case when jsonb_typeof(f.value) = 'array' then f.value else '[]' end) theme
    where f.organisation = new.id and f.field = 'themes' on conflict do nothing;
  return null;
end $$;

CREATE FUNCTION accord.next_change(in_organisation uuid, in_vault uuid) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ update accord.vault set change = change + 1 where organisation = in_organisation and id = in_vault returning change $$;

CREATE FUNCTION accord.only_owners_change_listings() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if current_user = 'accord_app' and not (old.organisation = any ((select accord.acting_organisations())::uuid[])) then
    raise exception 'a listing is changed by its own organisation' using errcode = '42501';
  end if;
  return new;
end $$;

CREATE FUNCTION accord.owe_likeness() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if tg_table_name = 'organisation' then
    insert into accord.directory_likeness_due (organisation) values (new.id);
  elsif tg_op <> 'DELETE' and new.field in ('formerNames', 'links', 'address') then
    insert into accord.directory_likeness_due (organisation) values (new.organisation);
  elsif tg_op = 'DELETE' and old.field in ('formerNames', 'links', 'address') then
    insert into accord.directory_likeness_due (organisation) values (old.organisation);
  end if;
  return null;
end $$;

CREATE FUNCTION accord.partner_log(other uuid) RETURNS TABLE(place integer, bytes bytea)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ select e.position, e.bytes from accord.membership_entry e
    where e.organisation = other and accord.holds_folder_with(other) $$;

CREATE FUNCTION accord.party_to_letter(of_organisation uuid, of_letter uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ select of_organisation = any (accord.acting_organisations()) or exists (
    select from accord.open_letter_party p where p.organisation = of_organisation and p.letter = of_letter
      and p.party = any (accord.acting_organisations())) $$;

CREATE FUNCTION accord.queue_job(task text, payload json, job_key text, run_at timestamp with time zone) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  perform graphile_worker.add_job(task, payload, job_key := job_key, run_at := run_at, max_attempts := 10);
end $$;

CREATE FUNCTION accord.reopen_followed(at_organisation uuid, at_folder uuid, new_status text, alert timestamp with time zone) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ update accord.request set status = new_status, outcome = null, alerted_at = null, alert_after = alert, facts_seen = null
    where organisation = at_organisation and id = at_folder and new_status in ('received', 'reading')
      and exists (select from accord.follow f where f.organisation = at_organisation and f.folder = at_folder
        and f.locator_hash = accord.acting_locator()) $$;

CREATE FUNCTION accord.request_readers(of_organisation uuid, of_vault uuid, of_folder uuid) RETURNS uuid[]
    LANGUAGE sql STABLE
    AS $$ select array(select w.organisation from (
      select of_organisation as organisation, of_vault as vault, 0 as place
      union all
      select s.with_organisation, s.with_vault, 1 from accord.folder_share s
        where s.organisation = of_organisation and s.folder = of_folder and s.state = 'open'
    ) w
    join accord.vault v on v.organisation = w.organisation and v.id = w.vault
    join accord.vault_grant g on g.organisation = v.organisation and g.vault = v.id and g.epoch = v.epoch
      and g.person = accord.acting_person()
    order by w.place) $$;

CREATE FUNCTION accord.search_documents(words text[], guesses text[], skeletons text[], every_word boolean, of_programme text, of_region text, of_theme text, of_year integer, skip integer, size integer, candidates integer) RETURNS TABLE(total bigint, page json, counts json)
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET enable_seqscan TO 'off'
    AS $$
declare
  query tsquery := accord.search_query(words, guesses, skeletons, every_word);
begin
  return query with
    hits as materialized (
      select d.programme, d.id, d.region, d.themes, d.year, d.updated_on from accord.search_document d
      where d.vector @@ query
        and (of_programme is null or d.programme = of_programme) and (of_region is null or d.region = of_region)
        and (of_theme is null or of_theme = any (d.themes)) and (of_year is null or d.year = of_year)),
    titled as (
      select d.programme, d.id from accord.search_document d
      where d.title_vector @@ query
        and (of_programme is null or d.programme = of_programme) and (of_region is null or d.region = of_region)
        and (of_theme is null or of_theme = any (d.themes)) and (of_year is null or d.year = of_year)
      limit candidates),
    newest as (select h.programme, h.id from hits h order by h.updated_on desc, h.programme, h.id limit candidates),
    ranked as (
      select d.programme, d.id, d.updated_on, ts_rank('{0.05, 0.3, 0.4, 1}', d.vector, query, 1) as rank
      from (select * from titled union select * from newest) c join accord.search_document d using (programme, id)),
    chosen as (select * from ranked r order by r.rank desc, r.updated_on desc, r.programme, r.id limit size offset skip),
    counted as (
      select 'programme' as facet, h.programme as value, count(*) from hits h group by h.programme
      union all select 'region', h.region, count(*) from hits h where h.region is not null group by h.region
      union all select 'theme', theme, sum(t.count)::bigint
        from (select h.themes, count(*) from hits h group by h.themes) t, unnest(t.themes) theme group by theme
      union all select 'year', h.year::text, count(*) from hits h where h.year is not null group by h.year)
  select (select count(*) from hits),
    (select coalesce(json_agg(json_build_object('programme', d.programme, 'path', d.path,
        'title_ru', d.title_ru, 'title_en', d.title_en, 'text_ru', left(d.text_ru, 20000),
        'text_en', left(d.text_en, 20000), 'region', d.region, 'updated_on', d.updated_on)
        order by c.rank desc, c.updated_on desc, c.programme, c.id), '[]')
      from chosen c join accord.search_document d using (programme, id)),
    (select coalesce(json_agg(c order by c.count desc, c.value), '[]') from counted c);
end $$;

CREATE FUNCTION accord.search_query(words text[], guesses text[], skeletons text[], every_word boolean) RETURNS tsquery
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    AS $$
declare
  whole tsquery;
  one tsquery;
  ru tsquery;
  en tsquery;
begin
  for i in 1 .. coalesce(cardinality(words), 0) loop
    ru := plainto_tsquery('pg_catalog.russian', words[i]);
    en := plainto_tsquery('pg_catalog.english', words[i]);
    continue when numnode(ru) = 0 or numnode(en) = 0;
    one := ru || en;
    if guesses[i] <> '' then one := one || plainto_tsquery('pg_catalog.russian', guesses[i]); end if;
    if length(skeletons[i]) > 2 then one := one || to_tsquery('pg_catalog.simple', skeletons[i] || ':*');
    elsif skeletons[i] <> '' then one := one || to_tsquery('pg_catalog.simple', skeletons[i]); end if;
    whole := case when whole is null then one when every_word then whole && one else whole || one end;
  end loop;
  return coalesce(whole, ''::tsquery);
end $$;

CREATE FUNCTION accord.settle_search() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  perform gin_clean_pending_list('accord.search_document_vector');
  perform gin_clean_pending_list('accord.search_document_title');
end $$;

CREATE FUNCTION accord.touch_folder(in_organisation uuid, in_folder uuid, in_chain text, quiet boolean) RETURNS TABLE(organisation uuid, vault uuid, change bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  at record;
  taken bigint;
  news boolean := in_chain is not null and not quiet;
begin
  for at in
    select v.organisation as organisation, v.id as vault, v.owner from (
      select w.organisation, w.id, true as owner from accord.folder f
        join accord.vault w on w.organisation = f.organisation and w.id = f.vault
        where f.organisation = in_organisation and f.id = in_folder
      union all
      select w.organisation, w.id, false from accord.folder_share s
        join accord.vault w on w.organisation = s.with_organisation and w.id = s.with_vault
        where s.organisation = in_organisation and s.folder = in_folder and s.state = 'open'
          and (in_chain is null or in_chain = any (s.chains))
    ) v order by v.organisation, v.id
  loop
    update accord.vault w set change = w.change + 1
      where w.organisation = at.organisation and w.id = at.vault returning w.change into taken;
    if at.owner then
      update accord.folder f set change = taken, entry_change = case when news then taken else f.entry_change end
        where f.organisation = in_organisation and f.id = in_folder;
    else
      -- What was shared just now is new as a whole, and the summary that came with it is fresh.
      update accord.folder_share s set change = taken,
          entry_change = case when news or s.entry_change = 0 then taken else s.entry_change end,
          cover_change = case when s.entry_change = 0 and s.cover is not null then taken else s.cover_change end
        where s.organisation = in_organisation and s.folder = in_folder
          and s.with_organisation = at.organisation and s.with_vault = at.vault;
    end if;
    organisation := at.organisation; vault := at.vault; change := taken;
    return next;
  end loop;
end $$;

CREATE TABLE accord.application (
    organisation uuid NOT NULL,
    contact_sealed bytea NOT NULL,
    call_back boolean DEFAULT false NOT NULL,
    called_back_by uuid,
    applied_on date NOT NULL,
    claims uuid
);

CREATE TABLE accord.audit (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    person uuid NOT NULL,
    action text NOT NULL,
    object_kind text NOT NULL,
    object_id text NOT NULL
);

ALTER TABLE accord.audit ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME accord.audit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE accord.chain_key (
    organisation uuid NOT NULL,
    folder uuid NOT NULL,
    chain text NOT NULL,
    key_id text NOT NULL,
    addressed_to text NOT NULL,
    bytes bytea NOT NULL,
    change bigint NOT NULL,
    CONSTRAINT chain_key_chain_check CHECK ((chain = ANY (ARRAY['dialogue'::text, 'internal'::text])))
);

CREATE TABLE accord.checkpoint (
    organisation uuid NOT NULL,
    vault uuid NOT NULL,
    number integer NOT NULL,
    change bigint NOT NULL,
    person uuid NOT NULL,
    bytes bytea NOT NULL
);

CREATE TABLE accord.cleared (
    organisation uuid NOT NULL,
    folder uuid NOT NULL,
    entry uuid NOT NULL
);

CREATE TABLE accord.desk_mail (
    organisation uuid NOT NULL,
    vault uuid NOT NULL,
    person uuid NOT NULL,
    told_change bigint NOT NULL,
    told_on date NOT NULL
);

CREATE TABLE accord.directory_agreement (
    organisation uuid NOT NULL,
    listing uuid NOT NULL,
    with_organisation uuid NOT NULL,
    with_listing uuid,
    state text NOT NULL,
    changed_on date NOT NULL,
    listing_version integer DEFAULT 1 NOT NULL,
    CONSTRAINT directory_agreement_check CHECK ((organisation <> with_organisation)),
    CONSTRAINT directory_agreement_listing_version_check CHECK ((listing_version >= 1)),
    CONSTRAINT directory_agreement_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'agreed'::text, 'declined'::text, 'taken-back'::text, 'called-off'::text, 'done'::text, 'thanked'::text])))
);

CREATE TABLE accord.directory_change (
    organisation uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    about text NOT NULL,
    before jsonb,
    after jsonb,
    changed_on date NOT NULL,
    CONSTRAINT directory_change_about_check CHECK ((about ~ '^[a-z0-9-]{0,80}$'::text)),
    CONSTRAINT directory_change_kind_check CHECK ((kind = ANY (ARRAY['corrected'::text, 'claimed'::text, 'merged'::text])))
);

CREATE TABLE accord.directory_claim (
    organisation uuid NOT NULL,
    entry uuid NOT NULL,
    claimed_on date NOT NULL,
    called_back_by uuid,
    CONSTRAINT directory_claim_check CHECK ((organisation <> entry))
);

CREATE TABLE accord.directory_claim_vouching (
    organisation uuid NOT NULL,
    entry uuid NOT NULL,
    by_organisation uuid NOT NULL,
    by_person uuid NOT NULL,
    vouched_on date NOT NULL,
    CONSTRAINT directory_claim_vouching_check CHECK ((organisation <> by_organisation))
);

CREATE TABLE accord.directory_correction (
    organisation uuid NOT NULL,
    id uuid NOT NULL,
    field text NOT NULL,
    locale text NOT NULL,
    sealed bytea NOT NULL,
    proposed_on date NOT NULL,
    CONSTRAINT directory_correction_field_check CHECK ((field ~ '^[a-z-]{1,30}$'::text)),
    CONSTRAINT directory_correction_locale_check CHECK ((locale = ANY (ARRAY['ru'::text, 'en'::text])))
);

CREATE TABLE accord.directory_import (
    organisation uuid NOT NULL,
    id uuid NOT NULL,
    told_sealed bytea NOT NULL,
    begun_on date NOT NULL,
    parts integer NOT NULL,
    choice integer DEFAULT 1 NOT NULL,
    CONSTRAINT directory_import_parts_check CHECK (((parts >= 1) AND (parts <= 2000)))
);

CREATE TABLE accord.directory_import_part (
    organisation uuid NOT NULL,
    import uuid NOT NULL,
    part integer NOT NULL,
    rows integer NOT NULL,
    cells_sealed bytea NOT NULL,
    verdicts_sealed bytea NOT NULL,
    checked integer NOT NULL,
    good integer NOT NULL,
    bad integer NOT NULL,
    asking integer NOT NULL,
    alike integer NOT NULL,
    skipped integer NOT NULL,
    brought integer[] DEFAULT '{}'::integer[] NOT NULL,
    CONSTRAINT directory_import_part_part_check CHECK ((part >= 0))
);

CREATE TABLE accord.directory_introduction (
    organisation uuid NOT NULL,
    id uuid NOT NULL,
    with_organisation uuid NOT NULL,
    ask bytea NOT NULL,
    asked_on date NOT NULL,
    answer bytea,
    answered_on date,
    ask_told boolean DEFAULT false NOT NULL,
    answer_told boolean DEFAULT false NOT NULL,
    CONSTRAINT directory_introduction_check CHECK ((organisation <> with_organisation)),
    CONSTRAINT directory_introduction_check1 CHECK (((answer IS NULL) = (answered_on IS NULL)))
);

CREATE TABLE accord.directory_likeness (
    organisation uuid NOT NULL,
    key text NOT NULL,
    audience text NOT NULL,
    CONSTRAINT directory_likeness_audience_check CHECK ((audience = ANY (ARRAY['public'::text, 'network'::text])))
);

CREATE TABLE accord.directory_likeness_due (
    organisation uuid NOT NULL,
    id bigint NOT NULL
);

ALTER TABLE accord.directory_likeness_due ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME accord.directory_likeness_due_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE accord.directory_listing (
    organisation uuid NOT NULL,
    id uuid NOT NULL,
    side text NOT NULL,
    kind text NOT NULL,
    region text,
    town text DEFAULT ''::text NOT NULL,
    from_on date,
    until_on date,
    expires_on date NOT NULL,
    quantity integer,
    words text NOT NULL,
    audience text NOT NULL,
    state text NOT NULL,
    placed_on date NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT directory_listing_audience_check CHECK ((audience = ANY (ARRAY['public'::text, 'network'::text, 'region'::text]))),
    CONSTRAINT directory_listing_check CHECK (((region IS NOT NULL) OR (town = ''::text))),
    CONSTRAINT directory_listing_check1 CHECK ((until_on >= from_on)),
    CONSTRAINT directory_listing_kind_check CHECK ((kind ~ '^[a-z][a-z-]{1,30}$'::text)),
    CONSTRAINT directory_listing_quantity_check CHECK (((quantity >= 1) AND (quantity <= 1000000))),
    CONSTRAINT directory_listing_side_check CHECK ((side = ANY (ARRAY['need'::text, 'offer'::text]))),
    CONSTRAINT directory_listing_state_check CHECK ((state = ANY (ARRAY['open'::text, 'agreed'::text, 'done'::text, 'thanked'::text, 'withdrawn'::text]))),
    CONSTRAINT directory_listing_version_check CHECK ((version >= 1)),
    CONSTRAINT directory_listing_words_check CHECK (((length(words) >= 1) AND (length(words) <= 2000)))
);

CREATE TABLE accord.directory_service (
    organisation uuid NOT NULL,
    id uuid NOT NULL,
    status text NOT NULL,
    said jsonb NOT NULL,
    changed_on date NOT NULL,
    assured_on date NOT NULL,
    asked_on date,
    CONSTRAINT directory_service_said_check CHECK ((NOT (said ? 'address'::text))),
    CONSTRAINT directory_service_status_check CHECK ((status = ANY (ARRAY['active'::text, 'temporarily-closed'::text, 'defunct'::text])))
);

CREATE TABLE accord.directory_service_assurance (
    organisation uuid NOT NULL,
    service uuid NOT NULL,
    assured_by uuid NOT NULL
);

CREATE TABLE accord.directory_theme (
    organisation uuid NOT NULL,
    theme text NOT NULL,
    audience text NOT NULL,
    CONSTRAINT directory_theme_audience_check CHECK ((audience = ANY (ARRAY['public'::text, 'network'::text, 'region'::text])))
);

CREATE TABLE accord.directory_wish (
    organisation uuid NOT NULL,
    token bytea NOT NULL,
    proof bytea NOT NULL,
    told boolean DEFAULT false NOT NULL,
    CONSTRAINT directory_wish_proof_check CHECK ((length(proof) = 32)),
    CONSTRAINT directory_wish_token_check CHECK ((length(token) = 32))
);

CREATE TABLE accord.directory_wish_list (
    organisation uuid NOT NULL,
    bytes bytea NOT NULL,
    since_on date NOT NULL,
    changed integer NOT NULL,
    CONSTRAINT directory_wish_list_changed_check CHECK ((changed >= 0))
);

CREATE TABLE accord.duty (
    organisation uuid NOT NULL,
    id uuid NOT NULL,
    person uuid NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL
);

CREATE TABLE accord.entry (
    organisation uuid NOT NULL,
    folder uuid NOT NULL,
    id uuid NOT NULL,
    vault uuid NOT NULL,
    chain text NOT NULL,
    hash bytea NOT NULL,
    bytes bytea NOT NULL,
    change bigint NOT NULL,
    CONSTRAINT entry_chain_check CHECK ((chain = ANY (ARRAY['dialogue'::text, 'internal'::text]))),
    CONSTRAINT entry_hash_check CHECK ((length(hash) = 32))
);

CREATE TABLE accord.folder (
    organisation uuid NOT NULL,
    id uuid NOT NULL,
    vault uuid NOT NULL,
    kind text NOT NULL,
    cover bytea,
    cover_version integer DEFAULT 0 NOT NULL,
    cover_change bigint DEFAULT 0 NOT NULL,
    change bigint NOT NULL,
    destroyed boolean DEFAULT false NOT NULL,
    entry_change bigint DEFAULT 0 NOT NULL,
    destruction bytea
);

CREATE TABLE accord.follow (
    locator_hash bytea NOT NULL,
    organisation uuid NOT NULL,
    folder uuid NOT NULL,
    authentication_hash bytea NOT NULL,
    CONSTRAINT follow_authentication_hash_check CHECK ((length(authentication_hash) = 32)),
    CONSTRAINT follow_locator_hash_check CHECK ((length(locator_hash) = 32))
);

CREATE VIEW accord.folder_beside WITH (security_invoker='true') AS
 SELECT follow.organisation,
    follow.folder,
    'intake.bringBackRequest'::text AS brought_back_by,
    jsonb_build_object('locatorHash', translate(encode(follow.locator_hash, 'base64'::text), '+/=
'::text, '-_'::text), 'authenticationHash', translate(encode(follow.authentication_hash, 'base64'::text), '+/=
'::text, '-_'::text)) AS beside
   FROM accord.follow;

CREATE TABLE accord.request (
    organisation uuid NOT NULL,
    id uuid NOT NULL,
    vault uuid NOT NULL,
    need text NOT NULL,
    region text,
    urgent boolean DEFAULT false NOT NULL,
    status text NOT NULL,
    sealed_by text NOT NULL,
    arrived_on date NOT NULL,
    taken_by uuid,
    taken_at timestamp with time zone,
    alert_after timestamp with time zone,
    alerted_at timestamp with time zone,
    backup uuid,
    outcome text,
    desk uuid,
    facts_seen bigint,
    CONSTRAINT request_sealed_by_check CHECK ((sealed_by = ANY (ARRAY['browser'::text, 'server'::text, 'staff'::text]))),
    CONSTRAINT request_status_check CHECK ((status = ANY (ARRAY['received'::text, 'reading'::text, 'answered'::text, 'closed'::text, 'not-ours'::text])))
);

CREATE VIEW accord.folder_facts WITH (security_invoker='true') AS
 SELECT request.organisation,
    request.id AS folder,
    jsonb_build_object('need', request.need, 'region', request.region, 'urgent', request.urgent, 'status', request.status, 'sealedBy', request.sealed_by, 'arrivedOn', request.arrived_on, 'takenBy', request.taken_by, 'takenAt', request.taken_at, 'desk', COALESCE(request.desk, request.organisation), 'openTo',
        CASE
            WHEN (request.alerted_at IS NULL) THEN (COALESCE(request.desk, request.organisation))::text
            ELSE 'anybody'::text
        END, 'alerted', (request.alerted_at IS NOT NULL), 'alertAfter', request.alert_after, 'backup', request.backup, 'outcome', request.outcome) AS facts
   FROM accord.request;

CREATE TABLE accord.folder_share (
    organisation uuid NOT NULL,
    folder uuid NOT NULL,
    with_organisation uuid NOT NULL,
    with_vault uuid NOT NULL,
    state text NOT NULL,
    change bigint DEFAULT 0 NOT NULL,
    cover bytea,
    cover_version integer DEFAULT 0 NOT NULL,
    cover_change bigint DEFAULT 0 NOT NULL,
    chains text[] DEFAULT '{dialogue}'::text[] NOT NULL,
    entry_change bigint DEFAULT 0 NOT NULL,
    CONSTRAINT folder_share_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'open'::text, 'closed'::text])))
);

CREATE TABLE accord.intake_key (
    organisation uuid NOT NULL,
    vault uuid NOT NULL,
    epoch integer NOT NULL,
    bytes bytea NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

CREATE TABLE accord.introduction_key (
    organisation uuid NOT NULL,
    bytes bytea NOT NULL,
    issued_at timestamp with time zone NOT NULL
);

CREATE TABLE accord.invitation (
    organisation uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    token_hash bytea NOT NULL,
    invited_by uuid,
    invited_by_organisation uuid,
    for_person uuid,
    note text DEFAULT ''::text NOT NULL,
    coordinator boolean DEFAULT false NOT NULL,
    programmes text[] DEFAULT '{}'::text[] NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    accepted_by uuid,
    accepted_at timestamp with time zone,
    acceptance bytea,
    settled boolean DEFAULT false NOT NULL,
    CONSTRAINT invitation_kind_check CHECK ((kind = ANY (ARRAY['first-start'::text, 'member'::text, 'organisation'::text, 'rekey'::text])))
);

CREATE TABLE accord.letter (
    id uuid NOT NULL,
    sealed bytea NOT NULL,
    queued_on date NOT NULL,
    sent_on date,
    attempts integer DEFAULT 0 NOT NULL
);

CREATE TABLE accord.member_notice (
    organisation uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    person uuid NOT NULL,
    on_date date NOT NULL,
    CONSTRAINT member_notice_kind_check CHECK ((kind = ANY (ARRAY['recovered'::text, 'rekeyed'::text])))
);

CREATE TABLE accord.membership (
    organisation uuid NOT NULL,
    person uuid NOT NULL,
    coordinator boolean DEFAULT false NOT NULL,
    programmes text[] DEFAULT '{}'::text[] NOT NULL,
    professional_status text DEFAULT 'none'::text NOT NULL,
    register_number text DEFAULT ''::text NOT NULL,
    state text NOT NULL,
    last_seen_on date,
    CONSTRAINT membership_professional_status_check CHECK ((professional_status = ANY (ARRAY['advocate'::text, 'lawyer'::text, 'public-defender'::text, 'none'::text]))),
    CONSTRAINT membership_state_check CHECK ((state = ANY (ARRAY['active'::text, 'suspended'::text, 'removed'::text])))
);

CREATE TABLE accord.membership_entry (
    organisation uuid NOT NULL,
    "position" integer NOT NULL,
    hash bytea NOT NULL,
    bytes bytea NOT NULL,
    CONSTRAINT membership_entry_hash_check CHECK ((length(hash) = 32))
);

CREATE TABLE accord.network (
    id uuid NOT NULL,
    singleton boolean DEFAULT true NOT NULL,
    name_ru text NOT NULL,
    name_en text NOT NULL,
    telephone text DEFAULT ''::text NOT NULL,
    postal_address_ru text DEFAULT ''::text NOT NULL,
    postal_address_en text DEFAULT ''::text NOT NULL,
    follow_salt bytea NOT NULL,
    office uuid NOT NULL,
    backup_at timestamp with time zone,
    restored_at timestamp with time zone,
    CONSTRAINT network_follow_salt_check CHECK ((length(follow_salt) = 16)),
    CONSTRAINT network_singleton_check CHECK (singleton)
);

CREATE TABLE accord.new_keys (
    invitation uuid NOT NULL,
    person uuid NOT NULL,
    account jsonb NOT NULL
);

CREATE TABLE accord.open_letter (
    organisation uuid NOT NULL,
    id uuid NOT NULL,
    version integer NOT NULL,
    title_ru text NOT NULL,
    title_en text NOT NULL,
    addressee_ru text NOT NULL,
    addressee_en text NOT NULL,
    text_ru text NOT NULL,
    text_en text NOT NULL,
    sign_until date NOT NULL,
    state text NOT NULL,
    drafted_on date NOT NULL,
    slug text,
    published_on date,
    network_version integer,
    publication bytea,
    CONSTRAINT open_letter_check CHECK (((state = 'published'::text) = (slug IS NOT NULL))),
    CONSTRAINT open_letter_check1 CHECK (((state = 'published'::text) = (published_on IS NOT NULL))),
    CONSTRAINT open_letter_check2 CHECK (((state = 'published'::text) = (network_version IS NOT NULL))),
    CONSTRAINT open_letter_slug_check CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{0,80}$'::text)),
    CONSTRAINT open_letter_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text]))),
    CONSTRAINT open_letter_version_check CHECK ((version >= 1))
);

CREATE TABLE accord.open_letter_party (
    organisation uuid NOT NULL,
    letter uuid NOT NULL,
    party uuid NOT NULL,
    state text NOT NULL,
    invited_on date NOT NULL,
    CONSTRAINT open_letter_party_check CHECK ((party <> organisation)),
    CONSTRAINT open_letter_party_state_check CHECK ((state = ANY (ARRAY['invited'::text, 'declined'::text])))
);

CREATE TABLE accord.open_letter_signature (
    organisation uuid NOT NULL,
    letter uuid NOT NULL,
    signer uuid NOT NULL,
    version integer NOT NULL,
    document bytea NOT NULL,
    signed_on date NOT NULL,
    CONSTRAINT open_letter_signature_version_check CHECK ((version >= 1))
);

CREATE TABLE accord.organisation (
    id uuid NOT NULL,
    slug text NOT NULL,
    name_ru text DEFAULT ''::text NOT NULL,
    name_en text DEFAULT ''::text NOT NULL,
    town_ru text DEFAULT ''::text NOT NULL,
    town_en text DEFAULT ''::text NOT NULL,
    region text NOT NULL,
    about_ru text DEFAULT ''::text NOT NULL,
    about_en text DEFAULT ''::text NOT NULL,
    telephone text DEFAULT ''::text NOT NULL,
    state text NOT NULL,
    office boolean DEFAULT false NOT NULL,
    genesis_hash bytea,
    sign_public bytea,
    recovery_public bytea,
    joined_on date NOT NULL,
    town_slug text,
    listed_from text DEFAULT ''::text NOT NULL,
    listed_on date,
    CONSTRAINT listed_has_no_keys CHECK (((state <> 'listed'::text) OR ((NOT office) AND (genesis_hash IS NULL) AND (sign_public IS NULL) AND (recovery_public IS NULL)))),
    CONSTRAINT listed_says_whence CHECK (((state <> 'listed'::text) OR ((listed_from <> ''::text) AND (listed_on IS NOT NULL)))),
    CONSTRAINT organisation_genesis_hash_check CHECK ((length(genesis_hash) = 32)),
    CONSTRAINT organisation_listed_from_check CHECK ((length(listed_from) <= 300)),
    CONSTRAINT organisation_recovery_public_check CHECK ((length(recovery_public) = 32)),
    CONSTRAINT organisation_sign_public_check CHECK ((length(sign_public) = 32)),
    CONSTRAINT organisation_slug_check CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{1,60}$'::text)),
    CONSTRAINT organisation_state_check CHECK ((state = ANY (ARRAY['applied'::text, 'active'::text, 'refused'::text, 'left'::text, 'listed'::text]))),
    CONSTRAINT organisation_town_slug_check CHECK ((town_slug ~ '^[a-z0-9][a-z0-9-]{0,80}$'::text))
);

CREATE TABLE accord.organisation_fact (
    organisation uuid NOT NULL,
    field text NOT NULL,
    audience text NOT NULL,
    value jsonb NOT NULL,
    changed_on date NOT NULL,
    CONSTRAINT organisation_fact_audience_check CHECK ((audience = ANY (ARRAY['public'::text, 'network'::text, 'region'::text]))),
    CONSTRAINT organisation_fact_field_check CHECK ((field ~ '^[a-z][A-Za-z]{1,40}$'::text)),
    CONSTRAINT shelter_without_address CHECK (((field <> 'address'::text) OR ((value ->> 'kind'::text) <> 'shelter'::text) OR (NOT (value ? 'text'::text))))
);

CREATE TABLE accord.organisation_former_slug (
    organisation uuid NOT NULL,
    slug text NOT NULL,
    CONSTRAINT organisation_former_slug_slug_check CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{1,60}$'::text))
);

CREATE TABLE accord.organisation_secret (
    organisation uuid NOT NULL,
    person uuid NOT NULL,
    bytes bytea NOT NULL
);

CREATE TABLE accord.performed (
    person uuid NOT NULL,
    key uuid NOT NULL,
    action text NOT NULL,
    answer jsonb NOT NULL,
    at timestamp with time zone NOT NULL
);

CREATE TABLE accord.person (
    id uuid NOT NULL,
    login_name text NOT NULL,
    display_name text NOT NULL,
    email_sealed bytea,
    email_waiting bytea,
    email_token_hash bytea,
    told_of_waiting boolean DEFAULT true NOT NULL,
    locale text DEFAULT 'ru'::text NOT NULL,
    opaque_record text NOT NULL,
    box_public bytea NOT NULL,
    sign_public bytea NOT NULL,
    sealed_pairs bytea NOT NULL,
    device_tag bytea NOT NULL,
    recovery_public bytea,
    second_factor_required boolean DEFAULT true NOT NULL,
    printed_sheet_kept boolean DEFAULT false NOT NULL,
    joined_on date NOT NULL,
    CONSTRAINT person_box_public_check CHECK ((length(box_public) = 32)),
    CONSTRAINT person_device_tag_check CHECK ((length(device_tag) = 32)),
    CONSTRAINT person_email_token_hash_check CHECK ((length(email_token_hash) = 32)),
    CONSTRAINT person_locale_check CHECK ((locale = ANY (ARRAY['ru'::text, 'en'::text]))),
    CONSTRAINT person_login_name_check CHECK (((login_name = lower(login_name)) AND ((length(login_name) >= 2) AND (length(login_name) <= 64)))),
    CONSTRAINT person_recovery_public_check CHECK ((length(recovery_public) = 32)),
    CONSTRAINT person_sign_public_check CHECK ((length(sign_public) = 32))
);

CREATE TABLE accord.person_wrap (
    person uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    wrapped bytea NOT NULL,
    credential_id text,
    CONSTRAINT person_wrap_kind_check CHECK ((kind = ANY (ARRAY['passphrase'::text, 'recovery'::text, 'passkey'::text])))
);

CREATE TABLE accord.public_document (
    kind text NOT NULL,
    version integer NOT NULL,
    bytes bytea NOT NULL,
    CONSTRAINT public_document_kind_check CHECK ((kind = ANY (ARRAY['organisations'::text, 'routing'::text])))
);

CREATE TABLE accord.recovery (
    organisation uuid NOT NULL,
    id uuid NOT NULL,
    backup_at timestamp with time zone NOT NULL,
    restored_at timestamp with time zone NOT NULL,
    period bytea
);

CREATE TABLE accord.restoration (
    organisation uuid NOT NULL,
    person uuid NOT NULL,
    record bytea NOT NULL,
    proposed_by uuid NOT NULL
);

CREATE TABLE accord.sealed_file (
    organisation uuid NOT NULL,
    id uuid NOT NULL,
    folder uuid NOT NULL,
    chain text NOT NULL,
    chunks integer NOT NULL,
    received integer DEFAULT 0 NOT NULL,
    complete boolean DEFAULT false NOT NULL,
    started_on date NOT NULL,
    size bigint DEFAULT 0 NOT NULL,
    CONSTRAINT sealed_file_chain_check CHECK ((chain = ANY (ARRAY['dialogue'::text, 'internal'::text])))
);

CREATE TABLE accord.search_document (
    programme text NOT NULL,
    id text NOT NULL,
    path text NOT NULL,
    title_ru text NOT NULL,
    title_en text NOT NULL,
    text_ru text NOT NULL,
    text_en text NOT NULL,
    region text,
    themes text[] NOT NULL,
    year integer,
    updated_on date NOT NULL,
    words text[] NOT NULL,
    vector tsvector NOT NULL,
    title_vector tsvector NOT NULL
)
WITH (toast_tuple_target='128');
ALTER TABLE ONLY accord.search_document ALTER COLUMN programme SET STORAGE MAIN;
ALTER TABLE ONLY accord.search_document ALTER COLUMN id SET STORAGE MAIN;
ALTER TABLE ONLY accord.search_document ALTER COLUMN region SET STORAGE MAIN;
ALTER TABLE ONLY accord.search_document ALTER COLUMN themes SET STORAGE MAIN;
ALTER TABLE ONLY accord.search_document ALTER COLUMN vector SET STORAGE EXTERNAL;
ALTER TABLE ONLY accord.search_document ALTER COLUMN title_vector SET STORAGE EXTERNAL;

CREATE TABLE accord.search_word (
    word text NOT NULL,
    skeleton text NOT NULL
);

CREATE TABLE accord.second_factor (
    person uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    sealed bytea,
    credential_id text,
    credential jsonb,
    label text DEFAULT ''::text NOT NULL,
    last_step bigint DEFAULT 0 NOT NULL,
    added_on date NOT NULL,
    used_on date,
    CONSTRAINT second_factor_kind_check CHECK ((kind = ANY (ARRAY['totp'::text, 'passkey'::text, 'backup-code'::text])))
);

CREATE TABLE accord.session (
    id uuid NOT NULL,
    person uuid NOT NULL,
    token_hash bytea NOT NULL,
    level text NOT NULL,
    label text DEFAULT ''::text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT session_level_check CHECK ((level = ANY (ARRAY['passphrase'::text, 'full'::text])))
);

CREATE TABLE accord.vault (
    organisation uuid NOT NULL,
    id uuid NOT NULL,
    purpose text NOT NULL,
    epoch integer DEFAULT 0 NOT NULL,
    change bigint DEFAULT 0 NOT NULL,
    restored uuid,
    restored_change bigint
);

CREATE TABLE accord.vault_epoch (
    organisation uuid NOT NULL,
    vault uuid NOT NULL,
    epoch integer NOT NULL,
    ladder bytea,
    recovery bytea,
    made_by uuid NOT NULL
);

CREATE TABLE accord.vault_grant (
    organisation uuid NOT NULL,
    vault uuid NOT NULL,
    epoch integer NOT NULL,
    person uuid NOT NULL,
    bytes bytea NOT NULL,
    granted_by uuid NOT NULL
);

CREATE TABLE accord.visitor_upload (
    file uuid NOT NULL,
    token_hash bytea NOT NULL,
    chunks integer NOT NULL,
    received integer DEFAULT 0 NOT NULL,
    started_on date NOT NULL,
    CONSTRAINT visitor_upload_chunks_check CHECK (((chunks >= 1) AND (chunks <= 512))),
    CONSTRAINT visitor_upload_token_hash_check CHECK ((length(token_hash) = 32))
);

CREATE TABLE accord.vouching (
    organisation uuid NOT NULL,
    by_organisation uuid NOT NULL,
    by_person uuid NOT NULL,
    vouched_on date NOT NULL
);

ALTER TABLE ONLY accord.application
    ADD CONSTRAINT application_pkey PRIMARY KEY (organisation);

ALTER TABLE ONLY accord.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY accord.chain_key
    ADD CONSTRAINT chain_key_pkey PRIMARY KEY (organisation, folder, key_id, addressed_to);

ALTER TABLE ONLY accord.checkpoint
    ADD CONSTRAINT checkpoint_pkey PRIMARY KEY (organisation, vault, number);

ALTER TABLE ONLY accord.cleared
    ADD CONSTRAINT cleared_pkey PRIMARY KEY (organisation, folder, entry);

ALTER TABLE ONLY accord.desk_mail
    ADD CONSTRAINT desk_mail_pkey PRIMARY KEY (organisation, vault, person);

ALTER TABLE ONLY accord.directory_agreement
    ADD CONSTRAINT directory_agreement_pkey PRIMARY KEY (organisation, listing, with_organisation);

ALTER TABLE ONLY accord.directory_change
    ADD CONSTRAINT directory_change_pkey PRIMARY KEY (organisation, id);

ALTER TABLE ONLY accord.directory_claim
    ADD CONSTRAINT directory_claim_pkey PRIMARY KEY (organisation, entry);

ALTER TABLE ONLY accord.directory_claim_vouching
    ADD CONSTRAINT directory_claim_vouching_organisation_entry_by_person_key UNIQUE (organisation, entry, by_person);

ALTER TABLE ONLY accord.directory_claim_vouching
    ADD CONSTRAINT directory_claim_vouching_pkey PRIMARY KEY (organisation, entry, by_organisation);

ALTER TABLE ONLY accord.directory_correction
    ADD CONSTRAINT directory_correction_pkey PRIMARY KEY (organisation, id);

ALTER TABLE ONLY accord.directory_import_part
    ADD CONSTRAINT directory_import_part_pkey PRIMARY KEY (organisation, import, part);

ALTER TABLE ONLY accord.directory_import
    ADD CONSTRAINT directory_import_pkey PRIMARY KEY (organisation, id);

ALTER TABLE ONLY accord.directory_introduction
    ADD CONSTRAINT directory_introduction_pkey PRIMARY KEY (organisation, id);

ALTER TABLE ONLY accord.directory_likeness_due
    ADD CONSTRAINT directory_likeness_due_pkey PRIMARY KEY (organisation, id);

ALTER TABLE ONLY accord.directory_likeness
    ADD CONSTRAINT directory_likeness_pkey PRIMARY KEY (organisation, key);

ALTER TABLE ONLY accord.directory_listing
    ADD CONSTRAINT directory_listing_pkey PRIMARY KEY (organisation, id);

ALTER TABLE ONLY accord.directory_service_assurance
    ADD CONSTRAINT directory_service_assurance_pkey PRIMARY KEY (organisation, service);

ALTER TABLE ONLY accord.directory_service
    ADD CONSTRAINT directory_service_pkey PRIMARY KEY (organisation, id);

ALTER TABLE ONLY accord.directory_theme
    ADD CONSTRAINT directory_theme_pkey PRIMARY KEY (organisation, theme) INCLUDE (audience);

ALTER TABLE ONLY accord.directory_wish_list
    ADD CONSTRAINT directory_wish_list_pkey PRIMARY KEY (organisation);

ALTER TABLE ONLY accord.directory_wish
    ADD CONSTRAINT directory_wish_pkey PRIMARY KEY (organisation, token);

ALTER TABLE ONLY accord.duty
    ADD CONSTRAINT duty_pkey PRIMARY KEY (organisation, id);

ALTER TABLE ONLY accord.entry
    ADD CONSTRAINT entry_pkey PRIMARY KEY (organisation, folder, id);

ALTER TABLE ONLY accord.folder
    ADD CONSTRAINT folder_pkey PRIMARY KEY (organisation, id);

ALTER TABLE ONLY accord.folder_share
    ADD CONSTRAINT folder_share_pkey PRIMARY KEY (organisation, folder, with_organisation);

ALTER TABLE ONLY accord.follow
    ADD CONSTRAINT follow_pkey PRIMARY KEY (locator_hash);

ALTER TABLE ONLY accord.intake_key
    ADD CONSTRAINT intake_key_pkey PRIMARY KEY (organisation, vault);

ALTER TABLE ONLY accord.introduction_key
    ADD CONSTRAINT introduction_key_pkey PRIMARY KEY (organisation);

ALTER TABLE ONLY accord.invitation
    ADD CONSTRAINT invitation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY accord.invitation
    ADD CONSTRAINT invitation_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY accord.letter
    ADD CONSTRAINT letter_pkey PRIMARY KEY (id);

ALTER TABLE ONLY accord.member_notice
    ADD CONSTRAINT member_notice_pkey PRIMARY KEY (organisation, id);

ALTER TABLE ONLY accord.membership_entry
    ADD CONSTRAINT membership_entry_pkey PRIMARY KEY (organisation, "position");

ALTER TABLE ONLY accord.membership
    ADD CONSTRAINT membership_pkey PRIMARY KEY (organisation, person);

ALTER TABLE ONLY accord.network
    ADD CONSTRAINT network_pkey PRIMARY KEY (id);

ALTER TABLE ONLY accord.network
    ADD CONSTRAINT network_singleton_key UNIQUE (singleton);

ALTER TABLE ONLY accord.new_keys
    ADD CONSTRAINT new_keys_pkey PRIMARY KEY (invitation);

ALTER TABLE ONLY accord.open_letter_party
    ADD CONSTRAINT open_letter_party_pkey PRIMARY KEY (organisation, letter, party);

ALTER TABLE ONLY accord.open_letter
    ADD CONSTRAINT open_letter_pkey PRIMARY KEY (organisation, id);

ALTER TABLE ONLY accord.open_letter_signature
    ADD CONSTRAINT open_letter_signature_pkey PRIMARY KEY (organisation, letter, signer);

ALTER TABLE ONLY accord.open_letter
    ADD CONSTRAINT open_letter_slug_key UNIQUE (slug);

ALTER TABLE ONLY accord.organisation_fact
    ADD CONSTRAINT organisation_fact_pkey PRIMARY KEY (organisation, field);

ALTER TABLE ONLY accord.organisation_former_slug
    ADD CONSTRAINT organisation_former_slug_pkey PRIMARY KEY (organisation, slug);

ALTER TABLE ONLY accord.organisation_former_slug
    ADD CONSTRAINT organisation_former_slug_slug_key UNIQUE (slug);

ALTER TABLE ONLY accord.organisation
    ADD CONSTRAINT organisation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY accord.organisation_secret
    ADD CONSTRAINT organisation_secret_pkey PRIMARY KEY (organisation, person);

ALTER TABLE ONLY accord.organisation
    ADD CONSTRAINT organisation_slug_key UNIQUE (slug);

ALTER TABLE ONLY accord.performed
    ADD CONSTRAINT performed_pkey PRIMARY KEY (person, key, action);

ALTER TABLE ONLY accord.person
    ADD CONSTRAINT person_email_token_hash_key UNIQUE (email_token_hash);

ALTER TABLE ONLY accord.person
    ADD CONSTRAINT person_login_name_key UNIQUE (login_name);

ALTER TABLE ONLY accord.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (id);

ALTER TABLE ONLY accord.person_wrap
    ADD CONSTRAINT person_wrap_pkey PRIMARY KEY (person, id);

ALTER TABLE ONLY accord.public_document
    ADD CONSTRAINT public_document_pkey PRIMARY KEY (kind, version);

ALTER TABLE ONLY accord.recovery
    ADD CONSTRAINT recovery_pkey PRIMARY KEY (organisation, id);

ALTER TABLE ONLY accord.request
    ADD CONSTRAINT request_pkey PRIMARY KEY (organisation, id);

ALTER TABLE ONLY accord.restoration
    ADD CONSTRAINT restoration_pkey PRIMARY KEY (organisation, person);

ALTER TABLE ONLY accord.sealed_file
    ADD CONSTRAINT sealed_file_pkey PRIMARY KEY (organisation, id);

ALTER TABLE ONLY accord.search_document
    ADD CONSTRAINT search_document_pkey PRIMARY KEY (programme, id);

ALTER TABLE ONLY accord.search_word
    ADD CONSTRAINT search_word_pkey PRIMARY KEY (word);

ALTER TABLE ONLY accord.second_factor
    ADD CONSTRAINT second_factor_pkey PRIMARY KEY (person, id);

ALTER TABLE ONLY accord.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (id);

ALTER TABLE ONLY accord.session
    ADD CONSTRAINT session_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY accord.vault_epoch
    ADD CONSTRAINT vault_epoch_pkey PRIMARY KEY (organisation, vault, epoch);

ALTER TABLE ONLY accord.vault_grant
    ADD CONSTRAINT vault_grant_pkey PRIMARY KEY (organisation, vault, epoch, person);

ALTER TABLE ONLY accord.vault
    ADD CONSTRAINT vault_pkey PRIMARY KEY (organisation, id);

ALTER TABLE ONLY accord.visitor_upload
    ADD CONSTRAINT visitor_upload_pkey PRIMARY KEY (file);

ALTER TABLE ONLY accord.vouching
    ADD CONSTRAINT vouching_pkey PRIMARY KEY (organisation, by_organisation);

CREATE INDEX application_claims ON accord.application USING btree (claims) WHERE (claims IS NOT NULL);

CREATE INDEX directory_agreement_with ON accord.directory_agreement USING btree (with_organisation);

CREATE UNIQUE INDEX directory_introduction_waiting ON accord.directory_introduction USING btree (organisation, with_organisation) WHERE (answer IS NULL);

CREATE INDEX directory_introduction_with ON accord.directory_introduction USING btree (with_organisation);

CREATE INDEX directory_likeness_key ON accord.directory_likeness USING btree (key, organisation) INCLUDE (audience);

CREATE INDEX directory_listing_of_region ON accord.directory_listing USING btree (kind, side, region, placed_on DESC, id) WHERE (state = 'open'::text);

CREATE INDEX directory_listing_open ON accord.directory_listing USING btree (kind, side, placed_on DESC, id) WHERE (state = 'open'::text);

CREATE UNIQUE INDEX directory_service_id ON accord.directory_service USING btree (id);

CREATE INDEX directory_theme_theme ON accord.directory_theme USING btree (theme, organisation) INCLUDE (audience);

CREATE INDEX directory_wish_token ON accord.directory_wish USING btree (token);

CREATE INDEX entry_by_change ON accord.entry USING btree (organisation, vault, change);

CREATE INDEX folder_by_change ON accord.folder USING btree (organisation, vault, change);

CREATE INDEX folder_share_with ON accord.folder_share USING btree (with_organisation, with_vault, change);

CREATE UNIQUE INDEX follow_folder ON accord.follow USING btree (organisation, folder);

CREATE INDEX invitation_by ON accord.invitation USING btree (organisation) WHERE (NOT settled);

CREATE INDEX membership_person ON accord.membership USING btree (person);

CREATE INDEX open_letter_party_of ON accord.open_letter_party USING btree (party);

CREATE INDEX open_letter_signature_of ON accord.open_letter_signature USING btree (signer);

CREATE INDEX organisation_by_region ON accord.organisation USING btree (region);

CREATE INDEX organisation_by_town ON accord.organisation USING btree (town_slug) WHERE (town_slug IS NOT NULL);

CREATE INDEX organisation_fact_public ON accord.organisation_fact USING btree (field) WHERE (audience = 'public'::text);

CREATE INDEX request_taken ON accord.request USING btree (organisation, taken_by) WHERE (taken_by IS NOT NULL);

CREATE INDEX request_untaken ON accord.request USING btree (alert_after) WHERE ((taken_by IS NULL) AND (alerted_at IS NULL));

CREATE INDEX search_document_title ON accord.search_document USING gin (title_vector) WITH (fastupdate='on');

CREATE INDEX search_document_vector ON accord.search_document USING gin (vector) WITH (fastupdate='on');

CREATE INDEX search_word_beginnings ON accord.search_word USING gin (accord.beginnings(skeleton)) WITH (fastupdate=off);

CREATE INDEX search_word_skeleton ON accord.search_word USING gin (skeleton accord.gin_trgm_ops);

CREATE UNIQUE INDEX second_factor_credential ON accord.second_factor USING btree (credential_id) WHERE (credential_id IS NOT NULL);

CREATE INDEX session_person ON accord.session USING btree (person) WHERE (ended_at IS NULL);

CREATE TRIGGER keep_themes AFTER UPDATE OF state ON accord.organisation FOR EACH ROW WHEN (((old.state = 'listed'::text) AND (new.state <> 'listed'::text))) EXECUTE FUNCTION accord.keep_themes_of_joined();

CREATE TRIGGER keep_themes AFTER INSERT OR DELETE OR UPDATE ON accord.organisation_fact FOR EACH ROW EXECUTE FUNCTION accord.keep_themes();

CREATE TRIGGER only_owners_change BEFORE UPDATE OF from_on, until_on, expires_on, quantity, words, audience, version ON accord.directory_listing FOR EACH ROW EXECUTE FUNCTION accord.only_owners_change_listings();

CREATE TRIGGER owe_likeness AFTER INSERT OR UPDATE OF name_ru, name_en, town_ru, town_en, town_slug, region, telephone ON accord.organisation FOR EACH ROW EXECUTE FUNCTION accord.owe_likeness();

CREATE TRIGGER owe_likeness AFTER INSERT OR DELETE OR UPDATE ON accord.organisation_fact FOR EACH ROW EXECUTE FUNCTION accord.owe_likeness();

ALTER TABLE ONLY accord.application
    ADD CONSTRAINT application_claims_fkey FOREIGN KEY (claims) REFERENCES accord.organisation(id) ON DELETE SET NULL;

ALTER TABLE ONLY accord.application
    ADD CONSTRAINT application_organisation_fkey FOREIGN KEY (organisation) REFERENCES accord.organisation(id);

ALTER TABLE ONLY accord.directory_agreement
    ADD CONSTRAINT directory_agreement_organisation_listing_fkey FOREIGN KEY (organisation, listing) REFERENCES accord.directory_listing(organisation, id) ON DELETE CASCADE;

ALTER TABLE ONLY accord.directory_change
    ADD CONSTRAINT directory_change_organisation_fkey FOREIGN KEY (organisation) REFERENCES accord.organisation(id) ON DELETE CASCADE;

ALTER TABLE ONLY accord.directory_claim
    ADD CONSTRAINT directory_claim_entry_fkey FOREIGN KEY (entry) REFERENCES accord.organisation(id) ON DELETE CASCADE;

ALTER TABLE ONLY accord.directory_claim
    ADD CONSTRAINT directory_claim_organisation_fkey FOREIGN KEY (organisation) REFERENCES accord.organisation(id) ON DELETE CASCADE;

ALTER TABLE ONLY accord.directory_claim_vouching
    ADD CONSTRAINT directory_claim_vouching_organisation_entry_fkey FOREIGN KEY (organisation, entry) REFERENCES accord.directory_claim(organisation, entry) ON DELETE CASCADE;

ALTER TABLE ONLY accord.directory_correction
    ADD CONSTRAINT directory_correction_organisation_fkey FOREIGN KEY (organisation) REFERENCES accord.organisation(id) ON DELETE CASCADE;

ALTER TABLE ONLY accord.directory_import
    ADD CONSTRAINT directory_import_organisation_fkey FOREIGN KEY (organisation) REFERENCES accord.organisation(id);

ALTER TABLE ONLY accord.directory_import_part
    ADD CONSTRAINT directory_import_part_organisation_import_fkey FOREIGN KEY (organisation, import) REFERENCES accord.directory_import(organisation, id) ON DELETE CASCADE;

ALTER TABLE ONLY accord.directory_introduction
    ADD CONSTRAINT directory_introduction_organisation_fkey FOREIGN KEY (organisation) REFERENCES accord.organisation(id) ON DELETE CASCADE;

ALTER TABLE ONLY accord.directory_introduction
    ADD CONSTRAINT directory_introduction_with_organisation_fkey FOREIGN KEY (with_organisation) REFERENCES accord.organisation(id) ON DELETE CASCADE;

ALTER TABLE ONLY accord.directory_likeness
    ADD CONSTRAINT directory_likeness_organisation_fkey FOREIGN KEY (organisation) REFERENCES accord.organisation(id) ON DELETE CASCADE;

ALTER TABLE ONLY accord.directory_listing
    ADD CONSTRAINT directory_listing_organisation_fkey FOREIGN KEY (organisation) REFERENCES accord.organisation(id) ON DELETE CASCADE;

ALTER TABLE ONLY accord.directory_service_assurance
    ADD CONSTRAINT directory_service_assurance_organisation_service_fkey FOREIGN KEY (organisation, service) REFERENCES accord.directory_service(organisation, id) ON DELETE CASCADE;

ALTER TABLE ONLY accord.directory_service
    ADD CONSTRAINT directory_service_organisation_fkey FOREIGN KEY (organisation) REFERENCES accord.organisation(id) ON DELETE CASCADE;

ALTER TABLE ONLY accord.directory_theme
    ADD CONSTRAINT directory_theme_organisation_fkey FOREIGN KEY (organisation) REFERENCES accord.organisation(id) ON DELETE CASCADE;

ALTER TABLE ONLY accord.directory_wish_list
    ADD CONSTRAINT directory_wish_list_organisation_fkey FOREIGN KEY (organisation) REFERENCES accord.organisation(id) ON DELETE CASCADE;

ALTER TABLE ONLY accord.directory_wish
    ADD CONSTRAINT directory_wish_organisation_fkey FOREIGN KEY (organisation) REFERENCES accord.directory_wish_list(organisation) ON DELETE CASCADE;

ALTER TABLE ONLY accord.introduction_key
    ADD CONSTRAINT introduction_key_organisation_fkey FOREIGN KEY (organisation) REFERENCES accord.organisation(id) ON DELETE CASCADE;

ALTER TABLE ONLY accord.membership_entry
    ADD CONSTRAINT membership_entry_organisation_fkey FOREIGN KEY (organisation) REFERENCES accord.organisation(id);

ALTER TABLE ONLY accord.membership
    ADD CONSTRAINT membership_organisation_fkey FOREIGN KEY (organisation) REFERENCES accord.organisation(id);

ALTER TABLE ONLY accord.membership
    ADD CONSTRAINT membership_person_fkey FOREIGN KEY (person) REFERENCES accord.person(id);

ALTER TABLE ONLY accord.open_letter
    ADD CONSTRAINT open_letter_organisation_fkey FOREIGN KEY (organisation) REFERENCES accord.organisation(id) ON DELETE CASCADE;

ALTER TABLE ONLY accord.open_letter_party
    ADD CONSTRAINT open_letter_party_organisation_letter_fkey FOREIGN KEY (organisation, letter) REFERENCES accord.open_letter(organisation, id) ON DELETE CASCADE;

ALTER TABLE ONLY accord.open_letter_party
    ADD CONSTRAINT open_letter_party_party_fkey FOREIGN KEY (party) REFERENCES accord.organisation(id) ON DELETE CASCADE;

ALTER TABLE ONLY accord.open_letter_signature
    ADD CONSTRAINT open_letter_signature_organisation_letter_fkey FOREIGN KEY (organisation, letter) REFERENCES accord.open_letter(organisation, id) ON DELETE CASCADE;

ALTER TABLE ONLY accord.organisation_fact
    ADD CONSTRAINT organisation_fact_organisation_fkey FOREIGN KEY (organisation) REFERENCES accord.organisation(id) ON DELETE CASCADE;

ALTER TABLE ONLY accord.organisation_former_slug
    ADD CONSTRAINT organisation_former_slug_organisation_fkey FOREIGN KEY (organisation) REFERENCES accord.organisation(id) ON DELETE CASCADE;

ALTER TABLE ONLY accord.person_wrap
    ADD CONSTRAINT person_wrap_person_fkey FOREIGN KEY (person) REFERENCES accord.person(id);

ALTER TABLE ONLY accord.second_factor
    ADD CONSTRAINT second_factor_person_fkey FOREIGN KEY (person) REFERENCES accord.person(id);

ALTER TABLE ONLY accord.session
    ADD CONSTRAINT session_person_fkey FOREIGN KEY (person) REFERENCES accord.person(id);

ALTER TABLE ONLY accord.vouching
    ADD CONSTRAINT vouching_organisation_fkey FOREIGN KEY (organisation) REFERENCES accord.organisation(id);

CREATE POLICY answered_by_us ON accord.entry FOR INSERT TO accord_app WITH CHECK (((chain = 'dialogue'::text) AND (EXISTS ( SELECT
   FROM accord.folder_share s
  WHERE ((s.organisation = entry.organisation) AND (s.folder = entry.folder) AND (s.with_organisation = ANY (accord.acting_organisations())) AND (s.state = 'open'::text))))));

CREATE POLICY answered_by_us ON accord.sealed_file FOR INSERT TO accord_app WITH CHECK ((EXISTS ( SELECT
   FROM accord.folder_share s
  WHERE ((s.organisation = sealed_file.organisation) AND (s.folder = sealed_file.folder) AND (s.with_organisation = ANY (accord.acting_organisations())) AND (s.state = 'open'::text)))));

CREATE POLICY answers ON accord.directory_introduction FOR UPDATE TO accord_app USING ((with_organisation = ANY (( SELECT accord.acting_organisations() AS acting_organisations)::uuid[]))) WITH CHECK ((with_organisation = ANY (( SELECT accord.acting_organisations() AS acting_organisations)::uuid[])));

ALTER TABLE accord.application ENABLE ROW LEVEL SECURITY;

CREATE POLICY applied_seen_by_members ON accord.organisation FOR SELECT TO accord_app USING (((state = 'applied'::text) AND ( SELECT (cardinality(accord.acting_organisations()) > 0))));

CREATE POLICY asks ON accord.directory_introduction FOR INSERT TO accord_app WITH CHECK (((organisation = ANY (( SELECT accord.acting_organisations() AS acting_organisations)::uuid[])) AND (answer IS NULL)));

ALTER TABLE accord.audit ENABLE ROW LEVEL SECURITY;

CREATE POLICY by_code ON accord.chain_key FOR SELECT TO accord_visitor USING (((chain = 'dialogue'::text) AND accord.followed(organisation, folder)));

CREATE POLICY by_code ON accord.cleared TO accord_visitor USING (accord.followed(organisation, folder)) WITH CHECK (accord.followed(organisation, folder));

CREATE POLICY by_code ON accord.entry FOR SELECT TO accord_visitor USING (((chain = 'dialogue'::text) AND accord.followed(organisation, folder) AND (NOT (EXISTS ( SELECT
   FROM accord.cleared c
  WHERE ((c.organisation = entry.organisation) AND (c.folder = entry.folder) AND (c.entry = entry.id)))))));

CREATE POLICY by_code ON accord.folder FOR SELECT TO accord_visitor USING (accord.followed(organisation, id));

CREATE POLICY by_code ON accord.folder_share FOR SELECT TO accord_visitor USING (accord.followed(organisation, folder));

CREATE POLICY by_code ON accord.follow FOR SELECT TO accord_visitor USING ((locator_hash = accord.acting_locator()));

CREATE POLICY by_code ON accord.request FOR SELECT TO accord_visitor USING (accord.followed(organisation, id));

CREATE POLICY by_code ON accord.sealed_file FOR SELECT TO accord_visitor USING (((chain = 'dialogue'::text) AND accord.followed(organisation, folder)));

CREATE POLICY by_id ON accord.visitor_upload TO accord_visitor USING (true) WITH CHECK (true);

ALTER TABLE accord.chain_key ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.checkpoint ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.cleared ENABLE ROW LEVEL SECURITY;

CREATE POLICY colleagues ON accord.person FOR SELECT TO accord_app USING ((EXISTS ( SELECT
   FROM accord.membership m
  WHERE ((m.person = person.id) AND (m.organisation = ANY (accord.acting_organisations()))))));

CREATE POLICY completed_by_us ON accord.sealed_file FOR UPDATE TO accord_app USING ((EXISTS ( SELECT
   FROM accord.folder_share s
  WHERE ((s.organisation = sealed_file.organisation) AND (s.folder = sealed_file.folder) AND (s.with_organisation = ANY (accord.acting_organisations())) AND (s.state = 'open'::text)))));

CREATE POLICY covered_by_us ON accord.folder_share FOR UPDATE TO accord_app USING (((with_organisation = ANY (accord.acting_organisations())) AND (state = 'open'::text))) WITH CHECK (((with_organisation = ANY (accord.acting_organisations())) AND (state = 'open'::text)));

CREATE POLICY declines ON accord.open_letter_party FOR UPDATE TO accord_app USING ((party = ANY (accord.acting_organisations()))) WITH CHECK ((party = ANY (accord.acting_organisations())));

ALTER TABLE accord.desk_mail ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.directory_agreement ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.directory_change ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.directory_claim ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.directory_claim_vouching ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.directory_correction ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.directory_import ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.directory_import_part ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.directory_introduction ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.directory_likeness ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.directory_likeness_due ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.directory_listing ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.directory_service ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.directory_service_assurance ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.directory_theme ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.directory_wish ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.directory_wish_list ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.duty ENABLE ROW LEVEL SECURITY;

CREATE POLICY either ON accord.directory_agreement TO accord_app USING (((organisation = ANY (accord.acting_organisations())) OR (with_organisation = ANY (accord.acting_organisations())))) WITH CHECK (((organisation = ANY (accord.acting_organisations())) OR (with_organisation = ANY (accord.acting_organisations()))));

CREATE POLICY either ON accord.directory_introduction FOR SELECT TO accord_app USING (((organisation = ANY (( SELECT accord.acting_organisations() AS acting_organisations)::uuid[])) OR (with_organisation = ANY (( SELECT accord.acting_organisations() AS acting_organisations)::uuid[]))));

ALTER TABLE accord.entry ENABLE ROW LEVEL SECURITY;

CREATE POLICY everyone_reads ON accord.intake_key FOR SELECT TO accord_app, accord_visitor USING (true);

CREATE POLICY everyone_reads ON accord.network FOR SELECT USING (true);

CREATE POLICY everyone_reads ON accord.public_document FOR SELECT USING (true);

CREATE POLICY everyone_reads_active ON accord.organisation FOR SELECT USING ((state = 'active'::text));

CREATE POLICY everyone_reads_genesis ON accord.membership_entry FOR SELECT TO accord_app, accord_visitor USING (("position" = 0));

CREATE POLICY everyone_reads_listed ON accord.organisation FOR SELECT USING ((state = 'listed'::text));

ALTER TABLE accord.folder ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.folder_share ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.follow ENABLE ROW LEVEL SECURITY;

CREATE POLICY hand_in ON accord.chain_key FOR INSERT TO accord_visitor WITH CHECK (((chain = 'dialogue'::text) AND accord.followed(organisation, folder)));

CREATE POLICY hand_in ON accord.entry FOR INSERT TO accord_visitor WITH CHECK (((chain = 'dialogue'::text) AND accord.followed(organisation, folder)));

CREATE POLICY hand_in ON accord.folder FOR INSERT TO accord_visitor WITH CHECK ((accord.followed(organisation, id) AND (kind = 'request'::text) AND (NOT destroyed)));

CREATE POLICY hand_in ON accord.folder_share FOR INSERT TO accord_visitor WITH CHECK ((accord.followed(organisation, folder) AND (state = 'waiting'::text)));

CREATE POLICY hand_in ON accord.follow FOR INSERT TO accord_visitor WITH CHECK ((locator_hash = accord.acting_locator()));

CREATE POLICY hand_in ON accord.request FOR INSERT TO accord_visitor WITH CHECK ((accord.followed(organisation, id) AND (status = 'received'::text) AND (taken_by IS NULL) AND (sealed_by <> 'staff'::text)));

CREATE POLICY hand_in ON accord.sealed_file FOR INSERT TO accord_visitor WITH CHECK (((chain = 'dialogue'::text) AND accord.followed(organisation, folder)));

CREATE POLICY house ON accord.application TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.audit TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.chain_key TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.checkpoint TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.cleared TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.desk_mail TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.directory_agreement TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.directory_change TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.directory_claim TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.directory_claim_vouching TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.directory_correction TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.directory_import TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.directory_import_part TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.directory_introduction TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.directory_likeness TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.directory_likeness_due TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.directory_listing TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.directory_service TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.directory_service_assurance TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.directory_theme TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.directory_wish TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.directory_wish_list TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.duty TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.entry TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.folder TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.folder_share TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.follow TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.intake_key TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.introduction_key TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.invitation TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.letter TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.member_notice TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.membership TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.membership_entry TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.network TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.new_keys TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.open_letter TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.open_letter_party TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.open_letter_signature TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.organisation TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.organisation_fact TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.organisation_former_slug TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.organisation_secret TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.performed TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.person TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.person_wrap TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.public_document TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.recovery TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.request TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.restoration TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.sealed_file TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.second_factor TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.session TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.vault TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.vault_epoch TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.vault_grant TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.visitor_upload TO accord_system USING (true) WITH CHECK (true);

CREATE POLICY house ON accord.vouching TO accord_system USING (true) WITH CHECK (true);

ALTER TABLE accord.intake_key ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.introduction_key ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.invitation ENABLE ROW LEVEL SECURITY;

CREATE POLICY invites ON accord.open_letter_party FOR INSERT TO accord_app WITH CHECK ((organisation = ANY (accord.acting_organisations())));

CREATE POLICY keys ON accord.directory_likeness FOR SELECT TO accord_app USING ((EXISTS ( SELECT
   FROM accord.organisation o
  WHERE (o.id = directory_likeness.organisation))));

ALTER TABLE accord.letter ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.member_notice ENABLE ROW LEVEL SECURITY;

CREATE POLICY members ON accord.introduction_key FOR SELECT TO accord_app USING (( SELECT (cardinality(accord.acting_organisations()) > 0)));

CREATE POLICY members_read ON accord.application FOR SELECT TO accord_app USING ((cardinality(accord.acting_organisations()) > 0));

CREATE POLICY members_read ON accord.directory_claim FOR SELECT TO accord_app USING (( SELECT (cardinality(accord.acting_organisations()) > 0)));

CREATE POLICY members_read ON accord.directory_claim_vouching FOR SELECT TO accord_app USING (( SELECT (cardinality(accord.acting_organisations()) > 0)));

CREATE POLICY members_read ON accord.vouching FOR SELECT TO accord_app USING ((cardinality(accord.acting_organisations()) > 0));

CREATE POLICY members_vouch ON accord.directory_claim_vouching FOR INSERT TO accord_app WITH CHECK (((by_person = accord.acting_person()) AND (by_organisation = ANY (( SELECT accord.acting_organisations() AS acting_organisations)::uuid[]))));

CREATE POLICY members_vouch ON accord.vouching FOR INSERT TO accord_app WITH CHECK (((by_person = accord.acting_person()) AND (by_organisation = ANY (accord.acting_organisations()))));

ALTER TABLE accord.membership ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.membership_entry ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.network ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.new_keys ENABLE ROW LEVEL SECURITY;

CREATE POLICY of_others ON accord.directory_listing FOR SELECT TO accord_app USING ((EXISTS ( SELECT
   FROM accord.organisation o
  WHERE ((o.id = directory_listing.organisation) AND (o.state = 'active'::text) AND ((directory_listing.audience = 'public'::text) OR ((directory_listing.audience = 'network'::text) AND ( SELECT (cardinality(accord.acting_regions()) > 0))) OR ((directory_listing.audience = 'region'::text) AND (o.region = ANY (( SELECT accord.acting_regions() AS acting_regions)::text[]))))))));

CREATE POLICY of_others ON accord.directory_service FOR SELECT TO accord_app USING (((status <> 'defunct'::text) AND (EXISTS ( SELECT
   FROM accord.organisation o
  WHERE ((o.id = directory_service.organisation) AND (o.state = 'active'::text))))));

CREATE POLICY of_others ON accord.directory_theme FOR SELECT TO accord_app USING (
CASE
    WHEN (audience = 'region'::text) THEN (( SELECT o.region
       FROM accord.organisation o
      WHERE ((o.id = directory_theme.organisation) AND (o.state = 'active'::text))) = ANY (( SELECT accord.acting_regions() AS acting_regions)::text[]))
    ELSE ( SELECT (cardinality(accord.acting_regions()) > 0))
END);

CREATE POLICY of_others ON accord.organisation_fact FOR SELECT TO accord_app USING ((EXISTS ( SELECT
   FROM accord.organisation o
  WHERE ((o.id = organisation_fact.organisation) AND (o.state = ANY (ARRAY['active'::text, 'listed'::text])) AND ((organisation_fact.audience = 'public'::text) OR ((organisation_fact.audience = 'network'::text) AND ( SELECT (cardinality(accord.acting_regions()) > 0))) OR ((organisation_fact.audience = 'region'::text) AND (o.region = ANY (( SELECT accord.acting_regions() AS acting_regions)::text[]))))))));

CREATE POLICY of_partner ON accord.directory_listing TO accord_app USING (((organisation, id) IN ( SELECT a.organisation,
    a.listing
   FROM accord.directory_agreement a
  WHERE (a.with_organisation = ANY (accord.acting_organisations()))
UNION ALL
 SELECT a.with_organisation,
    a.with_listing
   FROM accord.directory_agreement a
  WHERE ((a.organisation = ANY (accord.acting_organisations())) AND (a.with_listing IS NOT NULL)))));

CREATE POLICY of_whom_one_sees ON accord.directory_change FOR SELECT TO accord_app, accord_visitor USING ((EXISTS ( SELECT
   FROM accord.organisation o
  WHERE (o.id = directory_change.organisation))));

CREATE POLICY of_whom_one_sees ON accord.organisation_former_slug FOR SELECT TO accord_app, accord_visitor USING ((EXISTS ( SELECT
   FROM accord.organisation o
  WHERE (o.id = organisation_former_slug.organisation))));

CREATE POLICY office_calls ON accord.directory_claim FOR UPDATE TO accord_app USING (( SELECT accord.acting_for_office() AS acting_for_office));

CREATE POLICY office_edits ON accord.application FOR UPDATE TO accord_app USING (accord.acting_for_office());

CREATE POLICY office_edits ON accord.network FOR UPDATE TO accord_app USING (accord.acting_for_office());

CREATE POLICY office_for_listed ON accord.directory_correction TO accord_app USING ((( SELECT accord.acting_for_office() AS acting_for_office) AND (EXISTS ( SELECT
   FROM accord.organisation o
  WHERE ((o.id = directory_correction.organisation) AND (o.state = 'listed'::text))))));

CREATE POLICY office_writes ON accord.public_document FOR INSERT TO accord_app WITH CHECK (accord.acting_for_office());

ALTER TABLE accord.open_letter ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.open_letter_party ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.open_letter_signature ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.organisation ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.organisation_fact ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.organisation_former_slug ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.organisation_secret ENABLE ROW LEVEL SECURITY;

CREATE POLICY own ON accord.directory_claim FOR INSERT TO accord_app WITH CHECK ((organisation = ANY (( SELECT accord.acting_organisations() AS acting_organisations)::uuid[])));

CREATE POLICY own ON accord.directory_correction TO accord_app USING ((organisation = ANY (( SELECT accord.acting_organisations() AS acting_organisations)::uuid[]))) WITH CHECK ((organisation = ANY (( SELECT accord.acting_organisations() AS acting_organisations)::uuid[])));

CREATE POLICY own ON accord.directory_import TO accord_app USING (((organisation = ANY (( SELECT accord.acting_organisations() AS acting_organisations)::uuid[])) AND ( SELECT accord.acting_for_office() AS acting_for_office))) WITH CHECK (((organisation = ANY (( SELECT accord.acting_organisations() AS acting_organisations)::uuid[])) AND ( SELECT accord.acting_for_office() AS acting_for_office)));

CREATE POLICY own ON accord.directory_import_part TO accord_app USING (((organisation = ANY (( SELECT accord.acting_organisations() AS acting_organisations)::uuid[])) AND ( SELECT accord.acting_for_office() AS acting_for_office))) WITH CHECK (((organisation = ANY (( SELECT accord.acting_organisations() AS acting_organisations)::uuid[])) AND ( SELECT accord.acting_for_office() AS acting_for_office)));

CREATE POLICY own ON accord.directory_listing TO accord_app USING ((organisation = ANY (( SELECT accord.acting_organisations() AS acting_organisations)::uuid[]))) WITH CHECK ((organisation = ANY (accord.acting_organisations())));

CREATE POLICY own ON accord.directory_service TO accord_app USING ((organisation = ANY (( SELECT accord.acting_organisations() AS acting_organisations)::uuid[]))) WITH CHECK ((organisation = ANY (( SELECT accord.acting_organisations() AS acting_organisations)::uuid[])));

CREATE POLICY own ON accord.directory_service_assurance TO accord_app USING ((organisation = ANY (( SELECT accord.acting_organisations() AS acting_organisations)::uuid[]))) WITH CHECK ((organisation = ANY (( SELECT accord.acting_organisations() AS acting_organisations)::uuid[])));

CREATE POLICY own ON accord.directory_theme FOR SELECT TO accord_app USING ((organisation = ANY (( SELECT accord.acting_organisations() AS acting_organisations)::uuid[])));

CREATE POLICY own ON accord.directory_wish TO accord_app USING ((organisation = ANY (( SELECT accord.acting_organisations() AS acting_organisations)::uuid[]))) WITH CHECK ((organisation = ANY (( SELECT accord.acting_organisations() AS acting_organisations)::uuid[])));

CREATE POLICY own ON accord.directory_wish_list TO accord_app USING ((organisation = ANY (( SELECT accord.acting_organisations() AS acting_organisations)::uuid[]))) WITH CHECK ((organisation = ANY (( SELECT accord.acting_organisations() AS acting_organisations)::uuid[])));

CREATE POLICY own ON accord.open_letter TO accord_app USING ((organisation = ANY (accord.acting_organisations()))) WITH CHECK ((organisation = ANY (accord.acting_organisations())));

CREATE POLICY own ON accord.organisation_fact TO accord_app USING ((organisation = ANY (( SELECT accord.acting_organisations() AS acting_organisations)::uuid[]))) WITH CHECK ((organisation = ANY (accord.acting_organisations())));

CREATE POLICY own ON accord.performed TO accord_app USING ((person = accord.acting_person())) WITH CHECK ((person = accord.acting_person()));

CREATE POLICY own_insert ON accord.introduction_key FOR INSERT TO accord_app WITH CHECK ((organisation = ANY (( SELECT accord.acting_organisations() AS acting_organisations)::uuid[])));

CREATE POLICY own_lines ON accord.audit TO accord_app USING ((person = accord.acting_person()));

CREATE POLICY own_or_office ON accord.organisation TO accord_app USING (((id = ANY (( SELECT accord.acting_organisations() AS acting_organisations)::uuid[])) OR ( SELECT accord.acting_for_office() AS acting_for_office))) WITH CHECK (((id = ANY (accord.acting_organisations())) OR accord.acting_for_office()));

CREATE POLICY own_organisation ON accord.chain_key TO accord_app USING ((organisation = ANY (accord.acting_organisations()))) WITH CHECK ((organisation = ANY (accord.acting_organisations())));

CREATE POLICY own_organisation ON accord.checkpoint TO accord_app USING ((organisation = ANY (accord.acting_organisations()))) WITH CHECK ((organisation = ANY (accord.acting_organisations())));

CREATE POLICY own_organisation ON accord.cleared TO accord_app USING ((organisation = ANY (accord.acting_organisations()))) WITH CHECK ((organisation = ANY (accord.acting_organisations())));

CREATE POLICY own_organisation ON accord.duty TO accord_app USING ((organisation = ANY (accord.acting_organisations()))) WITH CHECK ((organisation = ANY (accord.acting_organisations())));

CREATE POLICY own_organisation ON accord.entry TO accord_app USING ((organisation = ANY (accord.acting_organisations()))) WITH CHECK ((organisation = ANY (accord.acting_organisations())));

CREATE POLICY own_organisation ON accord.folder TO accord_app USING ((organisation = ANY (accord.acting_organisations()))) WITH CHECK ((organisation = ANY (accord.acting_organisations())));

CREATE POLICY own_organisation ON accord.folder_share TO accord_app USING ((organisation = ANY (accord.acting_organisations()))) WITH CHECK ((organisation = ANY (accord.acting_organisations())));

CREATE POLICY own_organisation ON accord.follow TO accord_app USING ((organisation = ANY (accord.acting_organisations()))) WITH CHECK ((organisation = ANY (accord.acting_organisations())));

CREATE POLICY own_organisation ON accord.intake_key TO accord_app USING ((organisation = ANY (accord.acting_organisations()))) WITH CHECK ((organisation = ANY (accord.acting_organisations())));

CREATE POLICY own_organisation ON accord.invitation TO accord_app USING ((organisation = ANY (accord.acting_organisations()))) WITH CHECK ((organisation = ANY (accord.acting_organisations())));

CREATE POLICY own_organisation ON accord.member_notice TO accord_app USING ((organisation = ANY (accord.acting_organisations()))) WITH CHECK ((organisation = ANY (accord.acting_organisations())));

CREATE POLICY own_organisation ON accord.membership TO accord_app USING (((organisation = ANY (accord.acting_organisations())) OR (person = accord.acting_person()))) WITH CHECK ((organisation = ANY (accord.acting_organisations())));

CREATE POLICY own_organisation ON accord.membership_entry TO accord_app USING ((organisation = ANY (accord.acting_organisations()))) WITH CHECK ((organisation = ANY (accord.acting_organisations())));

CREATE POLICY own_organisation ON accord.organisation_secret TO accord_app USING ((organisation = ANY (accord.acting_organisations()))) WITH CHECK ((organisation = ANY (accord.acting_organisations())));

CREATE POLICY own_organisation ON accord.recovery TO accord_app USING ((organisation = ANY (accord.acting_organisations()))) WITH CHECK ((organisation = ANY (accord.acting_organisations())));

CREATE POLICY own_organisation ON accord.request TO accord_app USING ((organisation = ANY (accord.acting_organisations()))) WITH CHECK ((organisation = ANY (accord.acting_organisations())));

CREATE POLICY own_organisation ON accord.restoration TO accord_app USING ((organisation = ANY (accord.acting_organisations()))) WITH CHECK ((organisation = ANY (accord.acting_organisations())));

CREATE POLICY own_organisation ON accord.sealed_file TO accord_app USING ((organisation = ANY (accord.acting_organisations()))) WITH CHECK ((organisation = ANY (accord.acting_organisations())));

CREATE POLICY own_organisation ON accord.vault TO accord_app USING ((organisation = ANY (accord.acting_organisations()))) WITH CHECK ((organisation = ANY (accord.acting_organisations())));

CREATE POLICY own_organisation ON accord.vault_epoch TO accord_app USING ((organisation = ANY (accord.acting_organisations()))) WITH CHECK ((organisation = ANY (accord.acting_organisations())));

CREATE POLICY own_organisation ON accord.vault_grant TO accord_app USING ((organisation = ANY (accord.acting_organisations()))) WITH CHECK ((organisation = ANY (accord.acting_organisations())));

CREATE POLICY own_update ON accord.introduction_key FOR UPDATE TO accord_app USING ((organisation = ANY (( SELECT accord.acting_organisations() AS acting_organisations)::uuid[]))) WITH CHECK ((organisation = ANY (( SELECT accord.acting_organisations() AS acting_organisations)::uuid[])));

CREATE POLICY party ON accord.open_letter FOR SELECT TO accord_app USING (accord.party_to_letter(organisation, id));

CREATE POLICY party ON accord.open_letter_party FOR SELECT TO accord_app USING (accord.party_to_letter(organisation, letter));

CREATE POLICY party ON accord.open_letter_signature FOR SELECT TO accord_app USING (accord.party_to_letter(organisation, letter));

ALTER TABLE accord.performed ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.person ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.person_wrap ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.public_document ENABLE ROW LEVEL SECURITY;

CREATE POLICY public_keys ON accord.directory_likeness FOR SELECT TO accord_visitor USING (((audience = 'public'::text) AND (EXISTS ( SELECT
   FROM accord.organisation o
  WHERE (o.id = directory_likeness.organisation)))));

CREATE POLICY public_of_active ON accord.directory_listing FOR SELECT TO accord_visitor USING (((audience = 'public'::text) AND (EXISTS ( SELECT
   FROM accord.organisation o
  WHERE ((o.id = directory_listing.organisation) AND (o.state = 'active'::text))))));

CREATE POLICY public_of_active ON accord.directory_service FOR SELECT TO accord_visitor USING (((status <> 'defunct'::text) AND (EXISTS ( SELECT
   FROM accord.organisation o
  WHERE ((o.id = directory_service.organisation) AND (o.state = 'active'::text))))));

CREATE POLICY public_of_active ON accord.organisation_fact FOR SELECT TO accord_visitor USING (((audience = 'public'::text) AND (EXISTS ( SELECT
   FROM accord.organisation o
  WHERE ((o.id = organisation_fact.organisation) AND (o.state = ANY (ARRAY['active'::text, 'listed'::text])))))));

CREATE POLICY published ON accord.open_letter FOR SELECT TO accord_app, accord_visitor USING ((state = 'published'::text));

CREATE POLICY published ON accord.open_letter_signature FOR SELECT TO accord_app, accord_visitor USING ((EXISTS ( SELECT
   FROM accord.open_letter l
  WHERE ((l.organisation = open_letter_signature.organisation) AND (l.id = open_letter_signature.letter) AND (l.state = 'published'::text)))));

ALTER TABLE accord.recovery ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.request ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.restoration ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.sealed_file ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.second_factor ENABLE ROW LEVEL SECURITY;

CREATE POLICY self ON accord.person TO accord_app USING ((id = accord.acting_person())) WITH CHECK ((id = accord.acting_person()));

CREATE POLICY self ON accord.person_wrap TO accord_app USING ((person = accord.acting_person())) WITH CHECK ((person = accord.acting_person()));

CREATE POLICY self ON accord.second_factor TO accord_app USING ((person = accord.acting_person())) WITH CHECK ((person = accord.acting_person()));

CREATE POLICY self ON accord.session TO accord_app USING ((person = accord.acting_person())) WITH CHECK ((person = accord.acting_person()));

ALTER TABLE accord.session ENABLE ROW LEVEL SECURITY;

CREATE POLICY shared_with_us ON accord.chain_key FOR SELECT TO accord_app USING ((EXISTS ( SELECT
   FROM accord.folder_share s
  WHERE ((s.organisation = chain_key.organisation) AND (s.folder = chain_key.folder) AND (s.with_organisation = ANY (accord.acting_organisations())) AND (s.state = 'open'::text) AND (chain_key.chain = ANY (s.chains))))));

CREATE POLICY shared_with_us ON accord.entry FOR SELECT TO accord_app USING ((EXISTS ( SELECT
   FROM accord.folder_share s
  WHERE ((s.organisation = entry.organisation) AND (s.folder = entry.folder) AND (s.with_organisation = ANY (accord.acting_organisations())) AND (s.state = 'open'::text) AND (entry.chain = ANY (s.chains))))));

CREATE POLICY shared_with_us ON accord.folder FOR SELECT TO accord_app USING ((EXISTS ( SELECT
   FROM accord.folder_share s
  WHERE ((s.organisation = folder.organisation) AND (s.folder = folder.id) AND (s.with_organisation = ANY (accord.acting_organisations())) AND (s.state = 'open'::text)))));

CREATE POLICY shared_with_us ON accord.folder_share FOR SELECT TO accord_app USING (((with_organisation = ANY (accord.acting_organisations())) AND (state = ANY (ARRAY['open'::text, 'closed'::text]))));

CREATE POLICY shared_with_us ON accord.request TO accord_app USING ((EXISTS ( SELECT
   FROM accord.folder_share s
  WHERE ((s.organisation = request.organisation) AND (s.folder = request.id) AND (s.with_organisation = ANY (accord.acting_organisations())) AND (s.state = 'open'::text)))));

CREATE POLICY shared_with_us ON accord.sealed_file FOR SELECT TO accord_app USING ((EXISTS ( SELECT
   FROM accord.folder_share s
  WHERE ((s.organisation = sealed_file.organisation) AND (s.folder = sealed_file.folder) AND (s.with_organisation = ANY (accord.acting_organisations())) AND (s.state = 'open'::text)))));

CREATE POLICY signs ON accord.open_letter_signature TO accord_app USING ((signer = ANY (accord.acting_organisations()))) WITH CHECK (((signer = ANY (accord.acting_organisations())) AND accord.party_to_letter(organisation, letter)));

CREATE POLICY take_back ON accord.directory_claim FOR DELETE TO accord_app USING (((organisation = ANY (( SELECT accord.acting_organisations() AS acting_organisations)::uuid[])) OR ( SELECT accord.acting_for_office() AS acting_for_office)));

ALTER TABLE accord.vault ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.vault_epoch ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.vault_grant ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.visitor_upload ENABLE ROW LEVEL SECURITY;

ALTER TABLE accord.vouching ENABLE ROW LEVEL SECURITY;

CREATE POLICY write_own ON accord.audit FOR INSERT TO accord_app WITH CHECK ((person = accord.acting_person()));

GRANT USAGE ON SCHEMA accord TO accord_app;
GRANT USAGE ON SCHEMA accord TO accord_visitor;
GRANT USAGE ON SCHEMA accord TO accord_system;

REVOKE ALL ON FUNCTION accord.begin_recovery(restore uuid, of_backup timestamp with time zone, now_at timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION accord.delete_parts(in_organisation uuid, in_folder uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION accord.delete_parts(in_organisation uuid, in_folder uuid) TO accord_app;
GRANT ALL ON FUNCTION accord.delete_parts(in_organisation uuid, in_folder uuid) TO accord_visitor;
GRANT ALL ON FUNCTION accord.delete_parts(in_organisation uuid, in_folder uuid) TO accord_system;

REVOKE ALL ON FUNCTION accord.desk_is_staffed(in_organisation uuid, in_vault uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION accord.desk_is_staffed(in_organisation uuid, in_vault uuid) TO accord_app;
GRANT ALL ON FUNCTION accord.desk_is_staffed(in_organisation uuid, in_vault uuid) TO accord_visitor;
GRANT ALL ON FUNCTION accord.desk_is_staffed(in_organisation uuid, in_vault uuid) TO accord_system;

REVOKE ALL ON FUNCTION accord.destroy_followed(at_organisation uuid, at_folder uuid, signed_order bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION accord.destroy_followed(at_organisation uuid, at_folder uuid, signed_order bytea) TO accord_visitor;

REVOKE ALL ON FUNCTION accord.end_sessions_of(colleague uuid, in_organisation uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION accord.end_sessions_of(colleague uuid, in_organisation uuid) TO accord_app;
GRANT ALL ON FUNCTION accord.end_sessions_of(colleague uuid, in_organisation uuid) TO accord_system;

REVOKE ALL ON FUNCTION accord.equal_wishes(of_organisation uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION accord.equal_wishes(of_organisation uuid) TO accord_app;

REVOKE ALL ON FUNCTION accord.has_account(of_person uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION accord.has_account(of_person uuid) TO accord_app;
GRANT ALL ON FUNCTION accord.has_account(of_person uuid) TO accord_system;

REVOKE ALL ON FUNCTION accord.holds_folder_with(other uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION accord.holds_folder_with(other uuid) TO accord_app;

REVOKE ALL ON FUNCTION accord.keep_themes() FROM PUBLIC;

REVOKE ALL ON FUNCTION accord.keep_themes_of_joined() FROM PUBLIC;

REVOKE ALL ON FUNCTION accord.next_change(in_organisation uuid, in_vault uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION accord.next_change(in_organisation uuid, in_vault uuid) TO accord_app;
GRANT ALL ON FUNCTION accord.next_change(in_organisation uuid, in_vault uuid) TO accord_visitor;
GRANT ALL ON FUNCTION accord.next_change(in_organisation uuid, in_vault uuid) TO accord_system;

REVOKE ALL ON FUNCTION accord.owe_likeness() FROM PUBLIC;

REVOKE ALL ON FUNCTION accord.partner_log(other uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION accord.partner_log(other uuid) TO accord_app;

REVOKE ALL ON FUNCTION accord.party_to_letter(of_organisation uuid, of_letter uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION accord.party_to_letter(of_organisation uuid, of_letter uuid) TO accord_app;

REVOKE ALL ON FUNCTION accord.queue_job(task text, payload json, job_key text, run_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION accord.queue_job(task text, payload json, job_key text, run_at timestamp with time zone) TO accord_app;
GRANT ALL ON FUNCTION accord.queue_job(task text, payload json, job_key text, run_at timestamp with time zone) TO accord_visitor;
GRANT ALL ON FUNCTION accord.queue_job(task text, payload json, job_key text, run_at timestamp with time zone) TO accord_system;

REVOKE ALL ON FUNCTION accord.reopen_followed(at_organisation uuid, at_folder uuid, new_status text, alert timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION accord.reopen_followed(at_organisation uuid, at_folder uuid, new_status text, alert timestamp with time zone) TO accord_visitor;

REVOKE ALL ON FUNCTION accord.settle_search() FROM PUBLIC;
GRANT ALL ON FUNCTION accord.settle_search() TO accord_system;

REVOKE ALL ON FUNCTION accord.touch_folder(in_organisation uuid, in_folder uuid, in_chain text, quiet boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION accord.touch_folder(in_organisation uuid, in_folder uuid, in_chain text, quiet boolean) TO accord_app;
GRANT ALL ON FUNCTION accord.touch_folder(in_organisation uuid, in_folder uuid, in_chain text, quiet boolean) TO accord_visitor;
GRANT ALL ON FUNCTION accord.touch_folder(in_organisation uuid, in_folder uuid, in_chain text, quiet boolean) TO accord_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.application TO accord_system;
GRANT SELECT,UPDATE ON TABLE accord.application TO accord_app;

GRANT SELECT,INSERT ON TABLE accord.audit TO accord_app;
GRANT SELECT,INSERT,DELETE ON TABLE accord.audit TO accord_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.chain_key TO accord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.chain_key TO accord_system;
GRANT SELECT,INSERT ON TABLE accord.chain_key TO accord_visitor;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.checkpoint TO accord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.checkpoint TO accord_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.cleared TO accord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.cleared TO accord_system;
GRANT SELECT,INSERT ON TABLE accord.cleared TO accord_visitor;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.desk_mail TO accord_system;

GRANT SELECT,INSERT,UPDATE ON TABLE accord.directory_agreement TO accord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.directory_agreement TO accord_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.directory_change TO accord_system;

GRANT SELECT(organisation) ON TABLE accord.directory_change TO accord_app;
GRANT SELECT(organisation) ON TABLE accord.directory_change TO accord_visitor;

GRANT SELECT(id) ON TABLE accord.directory_change TO accord_app;
GRANT SELECT(id) ON TABLE accord.directory_change TO accord_visitor;

GRANT SELECT(kind) ON TABLE accord.directory_change TO accord_app;
GRANT SELECT(kind) ON TABLE accord.directory_change TO accord_visitor;

GRANT SELECT(about) ON TABLE accord.directory_change TO accord_app;
GRANT SELECT(about) ON TABLE accord.directory_change TO accord_visitor;

GRANT SELECT(changed_on) ON TABLE accord.directory_change TO accord_app;
GRANT SELECT(changed_on) ON TABLE accord.directory_change TO accord_visitor;

GRANT SELECT,INSERT,DELETE ON TABLE accord.directory_claim TO accord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.directory_claim TO accord_system;

GRANT UPDATE(called_back_by) ON TABLE accord.directory_claim TO accord_app;

GRANT SELECT,INSERT ON TABLE accord.directory_claim_vouching TO accord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.directory_claim_vouching TO accord_system;

GRANT SELECT,DELETE ON TABLE accord.directory_correction TO accord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.directory_correction TO accord_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.directory_import TO accord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.directory_import TO accord_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.directory_import_part TO accord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.directory_import_part TO accord_system;

GRANT SELECT,INSERT ON TABLE accord.directory_introduction TO accord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.directory_introduction TO accord_system;

GRANT UPDATE(answer) ON TABLE accord.directory_introduction TO accord_app;

GRANT UPDATE(answered_on) ON TABLE accord.directory_introduction TO accord_app;

GRANT SELECT ON TABLE accord.directory_likeness TO accord_app;
GRANT SELECT ON TABLE accord.directory_likeness TO accord_visitor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.directory_likeness TO accord_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.directory_likeness_due TO accord_system;

GRANT SELECT ON TABLE accord.directory_listing TO accord_visitor;
GRANT SELECT,INSERT ON TABLE accord.directory_listing TO accord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.directory_listing TO accord_system;

GRANT UPDATE(from_on) ON TABLE accord.directory_listing TO accord_app;

GRANT UPDATE(until_on) ON TABLE accord.directory_listing TO accord_app;

GRANT UPDATE(expires_on) ON TABLE accord.directory_listing TO accord_app;

GRANT UPDATE(quantity) ON TABLE accord.directory_listing TO accord_app;

GRANT UPDATE(words) ON TABLE accord.directory_listing TO accord_app;

GRANT UPDATE(audience) ON TABLE accord.directory_listing TO accord_app;

GRANT UPDATE(state) ON TABLE accord.directory_listing TO accord_app;

GRANT UPDATE(version) ON TABLE accord.directory_listing TO accord_app;

GRANT SELECT,INSERT,UPDATE ON TABLE accord.directory_service TO accord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.directory_service TO accord_system;

GRANT SELECT(organisation) ON TABLE accord.directory_service TO accord_visitor;

GRANT SELECT(id) ON TABLE accord.directory_service TO accord_visitor;

GRANT SELECT(status) ON TABLE accord.directory_service TO accord_visitor;

GRANT SELECT(said) ON TABLE accord.directory_service TO accord_visitor;

GRANT SELECT(changed_on) ON TABLE accord.directory_service TO accord_visitor;

GRANT SELECT(assured_on) ON TABLE accord.directory_service TO accord_visitor;

GRANT SELECT,INSERT,UPDATE ON TABLE accord.directory_service_assurance TO accord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.directory_service_assurance TO accord_system;

GRANT SELECT ON TABLE accord.directory_theme TO accord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.directory_theme TO accord_system;

GRANT SELECT,INSERT,DELETE ON TABLE accord.directory_wish TO accord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.directory_wish TO accord_system;

GRANT SELECT,INSERT,UPDATE ON TABLE accord.directory_wish_list TO accord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.directory_wish_list TO accord_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.duty TO accord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.duty TO accord_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.entry TO accord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.entry TO accord_system;
GRANT SELECT,INSERT ON TABLE accord.entry TO accord_visitor;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.folder TO accord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.folder TO accord_system;
GRANT SELECT,INSERT ON TABLE accord.folder TO accord_visitor;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.follow TO accord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.follow TO accord_system;
GRANT SELECT,INSERT ON TABLE accord.follow TO accord_visitor;

GRANT SELECT ON TABLE accord.folder_beside TO accord_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.request TO accord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.request TO accord_system;
GRANT SELECT,INSERT ON TABLE accord.request TO accord_visitor;

GRANT SELECT ON TABLE accord.folder_facts TO accord_app;
GRANT SELECT ON TABLE accord.folder_facts TO accord_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.folder_share TO accord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.folder_share TO accord_system;
GRANT SELECT,INSERT ON TABLE accord.folder_share TO accord_visitor;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.intake_key TO accord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.intake_key TO accord_system;
GRANT SELECT ON TABLE accord.intake_key TO accord_visitor;

GRANT SELECT,INSERT,UPDATE ON TABLE accord.introduction_key TO accord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.introduction_key TO accord_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.invitation TO accord_system;
GRANT SELECT,INSERT,UPDATE ON TABLE accord.invitation TO accord_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.letter TO accord_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.member_notice TO accord_system;
GRANT SELECT,INSERT ON TABLE accord.member_notice TO accord_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.membership TO accord_system;
GRANT SELECT,INSERT,UPDATE ON TABLE accord.membership TO accord_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.membership_entry TO accord_system;
GRANT SELECT,INSERT ON TABLE accord.membership_entry TO accord_app;
GRANT SELECT ON TABLE accord.membership_entry TO accord_visitor;

GRANT SELECT,UPDATE ON TABLE accord.network TO accord_app;
GRANT SELECT ON TABLE accord.network TO accord_visitor;
GRANT SELECT,INSERT,UPDATE ON TABLE accord.network TO accord_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.new_keys TO accord_system;

GRANT SELECT ON TABLE accord.open_letter TO accord_visitor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.open_letter TO accord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.open_letter TO accord_system;

GRANT SELECT,INSERT ON TABLE accord.open_letter_party TO accord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.open_letter_party TO accord_system;

GRANT UPDATE(state) ON TABLE accord.open_letter_party TO accord_app;

GRANT SELECT ON TABLE accord.open_letter_signature TO accord_visitor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.open_letter_signature TO accord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.open_letter_signature TO accord_system;

GRANT SELECT,INSERT,UPDATE ON TABLE accord.organisation TO accord_app;
GRANT SELECT ON TABLE accord.organisation TO accord_visitor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.organisation TO accord_system;

GRANT SELECT ON TABLE accord.organisation_fact TO accord_visitor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.organisation_fact TO accord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.organisation_fact TO accord_system;

GRANT SELECT ON TABLE accord.organisation_former_slug TO accord_app;
GRANT SELECT ON TABLE accord.organisation_former_slug TO accord_visitor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.organisation_former_slug TO accord_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.organisation_secret TO accord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.organisation_secret TO accord_system;

GRANT SELECT,INSERT ON TABLE accord.performed TO accord_app;
GRANT SELECT,DELETE ON TABLE accord.performed TO accord_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.person TO accord_system;

GRANT SELECT(id) ON TABLE accord.person TO accord_app;

GRANT SELECT(login_name) ON TABLE accord.person TO accord_app;

GRANT SELECT(display_name),UPDATE(display_name) ON TABLE accord.person TO accord_app;

GRANT SELECT(locale),UPDATE(locale) ON TABLE accord.person TO accord_app;

GRANT UPDATE(opaque_record) ON TABLE accord.person TO accord_app;

GRANT SELECT(box_public) ON TABLE accord.person TO accord_app;

GRANT SELECT(sign_public) ON TABLE accord.person TO accord_app;

GRANT UPDATE(device_tag) ON TABLE accord.person TO accord_app;

GRANT UPDATE(recovery_public) ON TABLE accord.person TO accord_app;

GRANT SELECT(second_factor_required) ON TABLE accord.person TO accord_app;

GRANT SELECT(printed_sheet_kept),UPDATE(printed_sheet_kept) ON TABLE accord.person TO accord_app;

GRANT SELECT(joined_on) ON TABLE accord.person TO accord_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.person_wrap TO accord_system;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.person_wrap TO accord_app;

GRANT SELECT,INSERT ON TABLE accord.public_document TO accord_app;
GRANT SELECT ON TABLE accord.public_document TO accord_visitor;
GRANT SELECT,INSERT ON TABLE accord.public_document TO accord_system;

GRANT SELECT ON TABLE accord.recovery TO accord_app;
GRANT SELECT ON TABLE accord.recovery TO accord_system;

GRANT UPDATE(period) ON TABLE accord.recovery TO accord_app;
GRANT UPDATE(period) ON TABLE accord.recovery TO accord_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.restoration TO accord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.restoration TO accord_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.sealed_file TO accord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.sealed_file TO accord_system;
GRANT SELECT,INSERT ON TABLE accord.sealed_file TO accord_visitor;

GRANT SELECT ON TABLE accord.search_document TO accord_app;
GRANT SELECT ON TABLE accord.search_document TO accord_visitor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.search_document TO accord_system;

GRANT SELECT ON TABLE accord.search_word TO accord_app;
GRANT SELECT ON TABLE accord.search_word TO accord_visitor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.search_word TO accord_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.second_factor TO accord_system;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.second_factor TO accord_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.session TO accord_system;
GRANT SELECT,UPDATE ON TABLE accord.session TO accord_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.vault TO accord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.vault TO accord_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.vault_epoch TO accord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.vault_epoch TO accord_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.vault_grant TO accord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.vault_grant TO accord_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.visitor_upload TO accord_visitor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.visitor_upload TO accord_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE accord.vouching TO accord_system;
GRANT SELECT,INSERT ON TABLE accord.vouching TO accord_app;

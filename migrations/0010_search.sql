-- What everybody may find: one document for each public page, put in by the programmes in the transaction of
-- their data. There is no organisation column and no row-level security: nothing is ever put in but what the
-- public may read (docs/decisions/090), and policies would bar the index.

do $$
begin
  if exists (select from pg_extension where extname = 'pg_trgm') then
    alter extension pg_trgm set schema accord;
  else
    create extension pg_trgm with schema accord;
  end if;
end $$;

create table accord.search_document (
  programme text not null,
  id text not null,
  -- the address after the language
  path text not null,
  title_ru text not null,
  title_en text not null,
  text_ru text not null,
  text_en text not null,
  region text,
  themes text[] not null,
  year integer,
  updated_on date not null,
  -- every word once, folded: what the list of words is made of
  words text[] not null,
  vector tsvector not null,
  -- the words of the title alone: where thousands of pages have a word, those come first that are called so
  title_vector tsvector not null,
  primary key (programme, id)
) with (toast_tuple_target = 128);
-- Texts and vectors lie beside the table: thousands of rows are counted without being read.
alter table accord.search_document alter column vector set storage external,
  alter column title_vector set storage external,
  alter column programme set storage main, alter column id set storage main, alter column region set storage main,
  alter column themes set storage main;
create index search_document_vector on accord.search_document using gin (vector) with (fastupdate = off);
create index search_document_title on accord.search_document using gin (title_vector) with (fastupdate = off);
grant select on accord.search_document to accord_app, accord_visitor, accord_system;
grant insert, update, delete on accord.search_document to accord_system;

-- Every word of all documents, and the same in the letters of both alphabets: what a mistyped one is compared with.
create table accord.search_word (
  word text primary key,
  skeleton text not null
);
create index search_word_skeleton on accord.search_word using gin (skeleton accord.gin_trgm_ops);
grant select on accord.search_word to accord_app, accord_visitor, accord_system;
grant insert, update, delete on accord.search_word to accord_system;

-- What is asked: of each word its stem in either language, its guess in the other alphabet, or a word that begins
-- as it does in the letters of both. A word that says nothing in its language ("of", «и») is passed over.
create function accord.search_query(words text[], guesses text[], skeletons text[], every_word boolean) returns tsquery
  language plpgsql immutable parallel safe
  as $$
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

-- What is found: how many, how they divide, and one page of them, the likest first. Every match is counted; ranked are
-- those whose title has the words and the newest of the others, `candidates` of each, so that a word which every page
-- has costs no more than a rare one. Without a scan of the whole table: the planner knows nothing of the price of
-- a vector that lies beside its row.
create function accord.search_documents(words text[], guesses text[], skeletons text[], every_word boolean,
    of_programme text, of_region text, of_theme text, of_year integer, skip integer, size integer, candidates integer)
  returns table (total bigint, page json, counts json)
  language plpgsql stable parallel safe set enable_seqscan = off
  as $$
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

-- A network that was there before: its organisations are listed by the first job.
select accord.queue_job('organisations.list', '{}', 'organisations.list', null)
  where exists (select from accord.organisation);

-- A mistyped word is looked for among the words that begin as it does but for one letter: the first seven letters with
-- each of them left out once. One slip, of whatever kind, leaves both words with one such beginning in common, and
-- looking it up takes a tenth of what comparing trigrams with every word does.
create function accord.beginnings(skeleton text) returns text[] language sql immutable parallel safe
  as $$ select array_agg(distinct pg_catalog.substr(b.first, 1, n - 1) || pg_catalog.substr(b.first, n + 1))
    from (select pg_catalog.left(skeleton, 7) as first) b, pg_catalog.generate_series(1, pg_catalog.length(b.first) + 1) n $$;
create index search_word_beginnings on accord.search_word using gin (accord.beginnings(skeleton)) with (fastupdate = off);

-- The author's word, signed, that these were all the signatures: none can be cut out unnoticed.
alter table accord.open_letter add column publication bytea;

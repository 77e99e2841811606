-- The themes of hundreds of organisations at once: with the audience beside the key the planner reads them from the
-- key alone; without it, it skipped through the other index theme by theme, three times as long.
create unique index directory_theme_key on accord.directory_theme (organisation, theme) include (audience);
alter table accord.directory_theme drop constraint directory_theme_pkey;
alter table accord.directory_theme add constraint directory_theme_pkey primary key using index directory_theme_key;

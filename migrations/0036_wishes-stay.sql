-- The numbers of wishes are made with keys that never change: none is made anew because somebody else's key is, for
-- the server would see whose wishes change with it. So there is nothing to count differently either.
alter table accord.directory_wish_list drop column meeting;

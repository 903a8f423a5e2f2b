alter table post
    add column featured boolean not null default false,
    -- Read at its address, and in no list of readers.
    add column unlisted boolean not null default false;
create index post_featured on post (published_at desc, id desc) where featured and deleted_at is null;
create index post_unlisted on post (updated_at desc, id desc) where unlisted;
-- Counts of what readers see still need nothing but the index.
drop index post_by_publication;
create index post_by_publication on post (published_at desc, id desc) include (unpublish_at, unlisted) where deleted_at is null;

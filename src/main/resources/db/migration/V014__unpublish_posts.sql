-- Until when readers see a post; null for ever.
alter table post add column unpublish_at timestamptz;
-- Counts of what readers see need nothing but the index.
drop index post_by_publication;
create index post_by_publication on post (published_at desc, id desc) include (unpublish_at) where deleted_at is null;

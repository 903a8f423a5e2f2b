-- Each field that a list can be filtered or ordered by; src/test holds this together with what is declared.
-- Trusted: the owner of the database may make it. In public, where all who share the database find it.
create extension if not exists pg_trgm schema public;

create index post_by_comment_count on post (comment_count desc, id desc);
create index post_by_reading_minutes on post (reading_minutes, published_at desc, id desc);
create index post_closed on post (published_at desc, id desc) where not comments_open and deleted_at is null;
create index post_by_canonical_url on post (canonical_url) where canonical_url is not null;
create index post_title_words on post using gin (title gin_trgm_ops);
create index post_canonical_url_words on post using gin (canonical_url gin_trgm_ops);
-- Where drafts are among them, which come last in either direction.
create index post_published_or_not on post (published_at desc nulls last, id desc);
create index post_trash_by_update on post (updated_at desc, id desc) where deleted_at is not null;

-- The newest of a post, of an account and of a moderator's, by themselves.
create index comment_newest on comment (post_id, created_at desc, id desc) where status = 'APPROVED';
create index comment_of_post on comment (post_id, created_at desc, id desc);
drop index comment_of_account;
create index comment_of_account on comment (account_id, created_at desc, id desc) where account_id is not null;
create index comment_by_update on comment (updated_at desc, id desc);

create index account_email_words on account using gin (lower(email) gin_trgm_ops);
create index account_name_words on account using gin (name gin_trgm_ops);
create index account_username_words on account using gin (username gin_trgm_ops);
create index tag_name_words on tag using gin (name gin_trgm_ops);
create index tag_slug_words on tag using gin (slug gin_trgm_ops);

create index event_by_context on event (context, id desc);
create index event_by_slug on event (slug, id desc);
create index event_by_visibility on event (visibility, id desc);
create index event_by_time on event (occurred_at, id);

alter table post_revision
    add column version bigint not null default 0,
    -- Why it was saved.
    add column note    text,
    -- What it is known by.
    add column name    text,
    add column pinned  boolean not null default false,
    -- Of its body, in bytes: so that a list of revisions need not read them.
    add column size    integer;
update post_revision set size = octet_length(content ->> 'body');
alter table post_revision alter column size set not null;

-- The snapshot that the columns of a post were made of: of those that say the same, the newest.
alter table post add column shown_revision uuid;
update post set shown_revision = (
    select revision.id from post_revision revision
    where revision.post_id = post.id and revision.id is distinct from post.working_revision
    order by (
        content ->> 'title' = post.title
        and content ->> 'body' = post.body
        and content ->> 'format' = lower(post.format)
        and content ->> 'excerpt' is not distinct from post.excerpt
        and content ->> 'canonicalUrl' is not distinct from post.canonical_url
        and content -> 'meta' = post.meta
        and jsonb_path_query_array(content, '$.tags[*].slug') = (
            select coalesce(jsonb_agg(tag.slug order by position), '[]')
            from post_tag join tag on tag.id = tag_id where post_tag.post_id = post.id)
    ) desc nulls last, revision.id desc
    limit 1);
-- Deferred: a new post and its first revision refer to each other.
alter table post
    add constraint post_shown_revision foreign key (shown_revision) references post_revision deferrable initially deferred;
create index post_modified on post (updated_at desc, id desc) where working_revision is not null;
-- PostgreSQL asks for each revision that ends whether something refers to it.
create index post_by_shown_revision on post (shown_revision);

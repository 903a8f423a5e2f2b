-- One row is what readers see; a post that was never published has its row as working copy.
create table post (
    id                 uuid primary key,
    version            bigint not null,
    slug               text not null,
    author_id          uuid not null references account,
    created_at         timestamptz not null,
    updated_at         timestamptz not null,
    published_at       timestamptz,
    first_published_at timestamptz,
    deleted_at         timestamptz,
    title              text not null,
    body               text not null,
    format             text not null check (format in ('MARKDOWN', 'HTML')),
    excerpt            text,
    canonical_url      text,
    meta               jsonb not null,
    html               text not null,
    derived_excerpt    text not null,
    toc                jsonb not null,
    reading_minutes    integer not null,
    renderer           integer not null,
    comments_open      boolean not null,
    comment_moderation text check (comment_moderation in ('GUESTS', 'ALL', 'FIRST_COMMENT', 'NONE', 'MEMBERS_ONLY')),
    comment_count      integer not null default 0 check (comment_count >= 0),
    constraint post_slug_form check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);
-- The trash frees slugs.
create unique index post_slug_taken on post (slug) where deleted_at is null;
create index post_by_publication on post (published_at desc, id desc) where deleted_at is null;
create index post_by_update on post (updated_at desc, id desc);
create index post_by_creation on post (created_at desc, id desc);
create index post_by_title on post (title, id);
create index post_of_author on post (author_id, published_at desc, id desc);

-- Every saved content, append-only.
create table post_revision (
    id         uuid primary key,
    post_id    uuid not null references post,
    author_id  uuid not null references account,
    created_at timestamptz not null,
    content    jsonb not null
);
create index post_revision_of_post on post_revision (post_id, id desc);

-- The snapshot that is newer than the row; null when they are equal.
alter table post add column working_revision uuid references post_revision;

create table post_tag (
    post_id  uuid not null references post,
    position integer not null,
    tag_id   uuid not null references tag,
    primary key (post_id, position)
);
create index post_tag_by_tag on post_tag (tag_id, post_id);

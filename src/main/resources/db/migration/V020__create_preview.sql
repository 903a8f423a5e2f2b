-- Lets whoever holds its URL read what readers do not see yet.
create table preview (
    id          uuid primary key,
    post_id     uuid not null references post on delete cascade,
    -- Null: what was saved last, whenever it is read.
    revision_id uuid references post_revision on delete cascade,
    author_id   uuid not null references account,
    hash        bytea not null constraint preview_hash_taken unique,
    single_use  boolean not null,
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    used_at     timestamptz
);
create index preview_of_post on preview (post_id, id desc);
create index preview_of_revision on preview (revision_id);

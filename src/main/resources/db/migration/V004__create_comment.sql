create table comment (
    id           uuid primary key,
    version      bigint not null,
    post_id      uuid not null references post,
    parent_id    uuid references comment,
    root_id      uuid not null,
    -- The ids from the root down, joined by '/': its order is the order of the thread, its prefix a branch.
    path         text collate "C" not null,
    depth        integer not null check (depth between 1 and 10),
    status       text not null check (status in ('PENDING', 'APPROVED', 'SPAM', 'TRASH')),
    account_id   uuid references account,
    author_name  text,
    author_email text,
    author_url   text,
    body         text not null,
    html         text not null,
    renderer     integer not null,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    constraint comment_has_one_author check ((account_id is null) <> (author_name is null))
);
create index comment_in_thread on comment (post_id, path);
create index comment_by_newest_thread on comment (post_id, root_id desc, path);
create index comment_by_creation on comment (created_at desc, id desc);
create index comment_to_moderate on comment (status, created_at desc, id desc) where status <> 'APPROVED';
create index comment_of_account on comment (account_id) where account_id is not null;
create index comment_of_guest on comment (author_email) where author_email is not null;

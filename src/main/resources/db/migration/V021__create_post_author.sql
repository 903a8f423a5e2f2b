-- Whose a post is, in order; the first of them stands in post.author_id too.
create table post_author (
    post_id    uuid not null references post on delete cascade,
    position   integer not null,
    account_id uuid not null references account,
    primary key (post_id, position),
    -- In the end: while they change places one stands twice.
    constraint post_author_once unique (post_id, account_id) deferrable initially deferred
);
create index post_author_by_account on post_author (account_id, post_id);
insert into post_author (post_id, position, account_id) select id, 0, author_id from post;

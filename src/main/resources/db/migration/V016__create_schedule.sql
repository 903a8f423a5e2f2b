-- What is to come of a post: a row ends in the transaction that does it, and writes the event.
create table schedule (
    id          uuid primary key,
    version     bigint not null,
    post_id     uuid not null references post on delete cascade,
    action      text not null check (action in ('PUBLISH', 'UPDATE', 'UNPUBLISH')),
    due_at      timestamptz not null,
    -- Of the IANA, for display: the instant counts.
    zone        text not null,
    -- What readers are to see from then on.
    revision_id uuid references post_revision on delete cascade,
    constraint schedule_shows_a_revision check ((action = 'UPDATE') = (revision_id is not null))
);
-- A post has one beginning and one end.
create unique index schedule_taken on schedule (post_id, action) where action <> 'UPDATE';
create index schedule_by_time on schedule (due_at, id);
create index schedule_of_post on schedule (post_id, due_at, id);
-- PostgreSQL asks for each revision that ends whether something refers to it.
create index schedule_by_revision on schedule (revision_id) where revision_id is not null;

alter table post add constraint post_ends_after_it_begins
    check (unpublish_at is null or published_at is not null and unpublish_at > published_at);

-- Whatever is scheduled at the upgrade. What was due before stays untold, as it was.
insert into schedule (id, version, post_id, action, due_at, zone)
select gen_random_uuid(), 0, id, 'PUBLISH', published_at, 'UTC' from post where published_at > now();

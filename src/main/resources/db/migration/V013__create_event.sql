-- What has happened, written in the transaction of the change and never altered.
create table event (
    id          uuid primary key,
    -- Of the transaction; with the id its position. As a number, because a driver reads no xid8.
    xid         bigint not null default pg_current_xact_id()::text::bigint,
    occurred_at timestamptz not null,
    type        text not null,
    subject     uuid,
    -- Of a comment the post that it is under.
    context     uuid,
    actor       uuid,
    visibility  text not null check (visibility in ('PUBLIC', 'EDITORS', 'ADMINS')),
    slug        text,
    former_slug text
);
create index event_by_position on event (xid, id);
create index event_by_subject on event (subject, id desc);
create index event_by_actor on event (actor, id desc);
create index event_by_type on event (type, id desc);

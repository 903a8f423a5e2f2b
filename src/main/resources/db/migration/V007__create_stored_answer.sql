-- What a POST that carried an Idempotency-Key was answered, until it expires.
create table stored_answer (
    -- A keyed hash of who asked, for what, under which key: none of these can be read here.
    id         bytea primary key,
    -- A hash of what was sent: the key, the query, the media type and the body.
    request    bytea not null,
    status     integer not null check (status between 200 and 299),
    headers    text not null,
    body       bytea not null,
    expires_at timestamptz not null
);
create index stored_answer_by_expiry on stored_answer (expires_at);

insert into secret values ('idempotency', sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));

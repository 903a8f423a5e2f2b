-- Counts that all nodes share: how much of a rate limit somebody has used. A row is a number: until then it counts, in
-- microseconds since 1970; afterwards it says nothing and may be deleted.
-- Unlogged: a count that a crash of PostgreSQL forgets does no harm, and a write that waits for no disk costs little.
create unlogged table bucket (
    -- Whose it is, as a keyed hash: addresses are kept nowhere.
    key         bytea primary key,
    until_micro bigint not null
);
create index bucket_by_end on bucket (until_micro);
insert into secret values ('bucket', sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));

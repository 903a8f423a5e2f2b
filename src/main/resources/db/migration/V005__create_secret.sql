-- What all nodes must know and nobody else: made here once, so that it is never in a file.
create table secret (
    name  text primary key,
    value bytea not null
);
insert into secret values ('cursor', sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));

create table account (
    id            uuid primary key,
    version       bigint not null,
    username      text not null constraint account_username_taken unique,
    name          text not null,
    role          text not null check (role in ('MEMBER', 'AUTHOR', 'EDITOR', 'ADMIN')),
    password_hash text not null,
    created_at    timestamptz not null,
    constraint account_username_form check (username ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);

create table token (
    id           uuid primary key,
    account_id   uuid not null references account on delete cascade,
    kind         text not null check (kind in ('SESSION', 'PERSONAL')),
    name         text not null,
    hash         bytea not null constraint token_hash_taken unique,
    scopes       text,
    created_at   timestamptz not null,
    expires_at   timestamptz,
    last_used_at timestamptz
);
create index token_of_account on token (account_id, id desc);

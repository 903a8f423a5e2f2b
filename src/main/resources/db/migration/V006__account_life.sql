alter table account
    -- Null: invited, or brought in by an import; nobody can sign in to it.
    alter column password_hash drop not null,
    add column email                 text,
    add column disabled_at           timestamptz,
    -- One at a time: a new one replaces the old.
    add column invitation_hash       bytea constraint account_invitation_taken unique,
    add column invitation_expires_at timestamptz,
    add constraint account_invitation_expires check ((invitation_hash is null) = (invitation_expires_at is null)),
    -- These mean something else in URLs: whoever asks, and an id.
    add constraint account_username_not_reserved
        check (username <> 'me' and username !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$');

create unique index account_email_taken on account (lower(email));
create index account_by_creation on account (created_at, id);
create index account_by_name on account (name, id);
create index account_by_role on account (role, username);
create index account_invited on account (username) where password_hash is null and disabled_at is null;
create index account_disabled on account (username) where disabled_at is not null;

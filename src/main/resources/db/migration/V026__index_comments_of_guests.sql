-- What no account has written.
create index comment_by_guests on comment (created_at desc, id desc) where account_id is null;

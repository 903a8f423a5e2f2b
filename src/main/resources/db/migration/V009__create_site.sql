-- One row, for ever.
create table site (
    id                 integer primary key check (id = 1),
    version            bigint not null,
    title              text not null,
    description        text,
    language           text not null,
    post_url           text,
    tag_url            text,
    author_url         text,
    comment_moderation text check (comment_moderation in ('GUESTS', 'ALL', 'FIRST_COMMENT', 'NONE', 'MEMBERS_ONLY'))
);
insert into site (id, version, title, language) values (1, 0, 'Octavo', 'en');

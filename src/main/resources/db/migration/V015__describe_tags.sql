alter table tag
    add column version     bigint not null default 0,
    add column description text,
    add constraint tag_slug_form check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$');
create index tag_by_name on tag (name, id);

-- Slugs that tags had, and those of tags that were merged into others: each leads to the tag that has taken its place.
create table former_tag (
    slug   text primary key,
    tag_id uuid not null references tag on delete cascade,
    constraint former_tag_form check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);
create index former_tag_of_tag on former_tag (tag_id);

create table category (
    id          uuid primary key,
    version     bigint not null,
    slug        text not null constraint category_slug_taken unique,
    name        text not null,
    description text,
    parent_id   uuid references category,
    -- The slugs from the root down, joined by blanks, which come before all that is in a slug: its order is that of the tree, its prefix a branch.
    path        text collate "C" not null,
    constraint category_slug_form check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);
create index category_by_path on category (path);
create index category_of_parent on category (parent_id) where parent_id is not null;

-- Slugs that categories had; each leads to the category.
create table former_category (
    slug        text primary key,
    category_id uuid not null references category on delete cascade,
    constraint former_category_form check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);
create index former_category_of_category on former_category (category_id);

create table post_category (
    post_id     uuid not null references post on delete cascade,
    position    integer not null,
    category_id uuid not null references category,
    primary key (post_id, position)
);
create index post_category_by_category on post_category (category_id, post_id);

create table tag (
    id   uuid primary key,
    slug text not null constraint tag_slug_taken unique,
    name text not null
);

-- Slugs that posts had when readers saw them. While its post is outside the trash, each leads to the one that the post has now.
create table former_slug (
    slug    text primary key,
    post_id uuid not null references post on delete cascade,
    constraint former_slug_form check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);
create index former_slug_of_post on former_slug (post_id);
create index post_by_slug on post (slug);

create index post_in_trash on post (deleted_at) where deleted_at is not null;
-- A post that ends takes with it what is its own.
alter table post_tag
    drop constraint post_tag_post_id_fkey,
    add constraint post_tag_post_id_fkey foreign key (post_id) references post on delete cascade;
alter table post_revision
    drop constraint post_revision_post_id_fkey,
    add constraint post_revision_post_id_fkey foreign key (post_id) references post on delete cascade;
alter table comment
    drop constraint comment_post_id_fkey,
    add constraint comment_post_id_fkey foreign key (post_id) references post on delete cascade;
-- PostgreSQL asks for each revision and each comment that ends whether something refers to it.
create index post_by_working_revision on post (working_revision) where working_revision is not null;
create index comment_by_parent on comment (parent_id) where parent_id is not null;

-- The first of post_author says it.
alter table post drop column author_id;

-- Lists ask post_author whose a post is.
drop index post_of_author;

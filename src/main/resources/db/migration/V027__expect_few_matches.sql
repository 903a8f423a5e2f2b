-- Of the thousand that it expects else, the planner would find the rows by reading all of a table of some ten thousand.
alter function post_matches(text, integer) rows 100;
alter function comment_matches(text, integer) rows 100;

-- How often a post was saved since readers saw it change: so that their entity tag does not tell that somebody is editing.
alter table post add column hidden_saves integer not null default 0;

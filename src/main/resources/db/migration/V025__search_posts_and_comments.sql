-- In public, where all who share the database find it.
create extension if not exists unaccent schema public;

-- Wherever the extension stands: without it in the search path its dictionary is not found by name.
do $$
declare
    home text := (select extnamespace::regnamespace from pg_extension where extname = 'unaccent');
begin
    execute format('create text search dictionary octavo_unaccent (template = %s.unaccent, rules = ''unaccent'')', home);
end $$;

-- For each language that PostgreSQL knows the endings of a configuration that knows accents too, and one for all others.
-- Texts come as words only, so there are no other tokens but numbers.
do $$
declare
    each record;
begin
    for each in
        select cfgname, 'octavo_' || cfgname as ours, ascii.dictname as ascii, words.dictname as words
        from pg_ts_config config
        join pg_ts_config_map ascii_map on ascii_map.mapcfg = config.oid and ascii_map.maptokentype = 1
        join pg_ts_dict ascii on ascii.oid = ascii_map.mapdict
        join pg_ts_config_map words_map on words_map.mapcfg = config.oid and words_map.maptokentype = 2
        join pg_ts_dict words on words.oid = words_map.mapdict
        where cfgnamespace = 'pg_catalog'::regnamespace
    loop
        execute format('create text search configuration %I (copy = pg_catalog.%I)', each.ours, each.cfgname);
        execute format('alter text search configuration %I alter mapping for asciiword with octavo_unaccent, %I', each.ours, each.ascii);
        execute format('alter text search configuration %I alter mapping for word with octavo_unaccent, %I', each.ours, each.words);
        execute format('alter text search configuration %I alter mapping for numword with octavo_unaccent, simple', each.ours);
    end loop;
    -- PostgreSQL 18 was the first to know it.
    if not exists (select from pg_ts_config where cfgname = 'octavo_estonian') then
        create text search configuration octavo_estonian (copy = octavo_simple);
    end if;
end $$;

-- The configuration for a language as BCP 47 writes it. By name, because pg_upgrade takes no table with a column of type regconfig.
create function search_config(language text) returns text language sql immutable parallel safe return
    'octavo_' || case lower(split_part(language, '-', 1))
        when 'ar' then 'arabic'
        when 'ca' then 'catalan'
        when 'da' then 'danish'
        when 'de' then 'german'
        when 'el' then 'greek'
        when 'en' then 'english'
        when 'es' then 'spanish'
        when 'et' then 'estonian'
        when 'eu' then 'basque'
        when 'fi' then 'finnish'
        when 'fr' then 'french'
        when 'ga' then 'irish'
        when 'hi' then 'hindi'
        when 'hu' then 'hungarian'
        when 'hy' then 'armenian'
        when 'id' then 'indonesian'
        when 'it' then 'italian'
        when 'lt' then 'lithuanian'
        when 'nb' then 'norwegian'
        when 'ne' then 'nepali'
        when 'nl' then 'dutch'
        when 'nn' then 'norwegian'
        when 'no' then 'norwegian'
        when 'pt' then 'portuguese'
        when 'ro' then 'romanian'
        when 'ru' then 'russian'
        when 'sr' then 'serbian'
        when 'sv' then 'swedish'
        when 'ta' then 'tamil'
        when 'tr' then 'turkish'
        when 'yi' then 'yiddish'
        else 'simple'
    end;

-- What is no part of a word, whatever the locale of the database takes for a letter. Entities PostgreSQL knows by itself.
create function search_signs() returns text language sql immutable parallel safe return
    '[!"$%''-/:<-@\[-`{-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u2000-\u200b\u200e-\u206f\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u30fb\ufe00-\ufe0f\ufe30-\ufe6f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\U0001F000-\U0001FAFF]';

-- The words of a text, with nothing but blanks between them: of 'TCP/IP', '2026-11-22' and 'node.js' PostgreSQL would make a path, a negative
-- number and a host.
create function search_words(content text) returns text language sql immutable parallel safe return
    regexp_replace(replace(content, U&'\00AD', ''), search_signs() || '+', ' ', 'g');

-- What is found of HTML that we wrote ourselves. So much of it that less comes of it than the megabyte that a tsvector may have.
create function search_vector(config text, html text) returns tsvector language sql immutable parallel safe return
    (select to_tsvector(config::regconfig, case when octet_length(words) < 500000 then words else left(words, 100000) end)
     from left(search_words(regexp_replace(html, '<[^<>"]*(?:"[^"]*"[^<>"]*)*>', ' ', 'g')), 400000) as words);

create function search_vector(config text, title text, excerpt text, html text) returns tsvector language sql immutable parallel safe return
    setweight(to_tsvector(config::regconfig, search_words(title)), 'A')
        || setweight(to_tsvector(config::regconfig, search_words(coalesce(excerpt, ''))), 'B')
        || search_vector(config, html);

-- Of the language that its meta says, if it is one, else of the site's.
create function search_config_of_post(meta jsonb) returns text language sql stable parallel safe return
    (select search_config(
        case when said ~ '^[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*$' then translate(said, '_', '-') else (select language from site) end)
     from coalesce(meta ->> 'lang', meta ->> 'language') as said);

-- Which configurations there are posts in, for each of which a search is made.
create table search_language (config text primary key);

-- Beside the posts, so that a post whose comments are counted changes no index of words.
create table post_search (
    post_id uuid primary key references post on delete cascade,
    config  text not null,
    vector  tsvector not null
);
-- It does not get smaller by compression, only slower.
alter table post_search alter column vector set storage external;

-- By triggers, so that nobody who writes posts or comments can forget it.
create function index_post() returns trigger language plpgsql
set search_path from current set client_min_messages = warning as $$
declare
    its_config text := search_config_of_post(new.meta);
begin
    insert into post_search (post_id, config, vector)
    values (new.id, its_config, search_vector(its_config, new.title, new.excerpt, new.html))
    on conflict (post_id) do update set config = excluded.config, vector = excluded.vector;
    -- Asked first, because writers of one new row would wait for each other.
    if not exists (select from search_language where config = its_config) then
        insert into search_language (config) values (its_config) on conflict do nothing;
    end if;
    return null;
end $$;
create trigger post_is_found after insert or update of title, excerpt, html, meta on post for each row execute function index_post();

-- A comment is in the language of its post.
alter table comment
    add column config text,
    add column vector tsvector;
alter table comment alter column vector set storage external;
create function index_comment() returns trigger language plpgsql
set search_path from current set client_min_messages = warning as $$
begin
    new.config := (select config from post_search where post_id = new.post_id);
    new.vector := search_vector(new.config, new.html);
    return new;
end $$;
create trigger comment_is_found before insert or update of html on comment for each row execute function index_comment();

-- What is there already.
insert into search_language (config)
select search_config(language) from site union select search_config_of_post(meta) from post;
insert into post_search (post_id, config, vector)
select id, config, search_vector(config, title, excerpt, html) from post, search_config_of_post(meta) as config;
update comment set html = html;
alter table comment
    alter column config set not null,
    alter column vector set not null;

-- With fastupdate what was written last would be searched one by one: half a megabyte of it takes longer than the rest of a search.
create index post_search_by_words on post_search using gin (vector) with (fastupdate = off);
create index comment_by_words on comment using gin (vector) with (fastupdate = off);

-- What somebody means by q: words, "phrases", -exclusions and or, as search engines on the web have them; null if there is nothing to look for.
-- What has punctuation inside is a phrase, so none of it is syntax. The last word may be unfinished: as a word it is known by its endings, as a
-- beginning it stands as it is written, because for 'cats' it would find 'category'. What only excludes is left out: all would have to be read for it.
create function search_query(config text, q text) returns tsquery language plpgsql stable parallel safe
set search_path from current set client_min_messages = warning as $$
declare
    term record;
    one tsquery;
    together tsquery;
    alternatives tsquery[];
begin
    for term in
        select said[1] = '-' as excluded, search_words(coalesce(said[2], said[3])) as words, said[3] as bare,
            number = count(*) over () as is_last
        from regexp_matches(q, '(-?)(?:"([^"]*)"?|([^\s"]+))', 'g') with ordinality as term (said, number)
        order by number
    loop
        if lower(term.bare) = 'or' and not term.excluded then
            alternatives := alternatives || together;
            together := null;
            continue;
        end if;
        one := phraseto_tsquery(config::regconfig, term.words);
        continue when numnode(one) = 0;
        if term.excluded then
            one := !! one;
        elsif term.is_last and term.words = term.bare and octet_length(term.bare) > 2 then
            one := one || to_tsquery('octavo_simple', format('''%s'':*', term.bare));
        end if;
        together := coalesce(together && one, one);
    end loop;
    return (
        select string_agg('(' || alternative::text || ')', ' | ')::tsquery
        from unnest(alternatives || together) as alternative where querytree(alternative) <> 'T');
end $$;

-- The posts that q finds, and how well each matches. To read their words takes much longer than to find them, so only the newest are looked at closer, as
-- many of each language as are wanted: the others have the rank 0. A word in the title counts for more than the same word below it however often.
create function post_matches(q text, ranked integer) returns table (id uuid, rank real) language plpgsql stable
set search_path from current set enable_seqscan = off as $$
declare
    asked record;
begin
    for asked in select config, search_query(config, q) as query from search_language loop
        return query
            with found as materialized (
                select post_id from post_search where vector @@ asked.query and config = asked.config),
            newest as materialized (
                select post_id from found order by post_id desc limit ranked)
            select found.post_id, case when newest.post_id is null then 0 else (
                select ts_rank(vector, asked.query) from post_search where post_search.post_id = newest.post_id) end
            from found left join newest using (post_id);
    end loop;
end $$;

-- The same for comments.
create function comment_matches(q text, ranked integer) returns table (id uuid, rank real) language plpgsql stable
set search_path from current set enable_seqscan = off as $$
declare
    asked record;
begin
    for asked in select config, search_query(config, q) as query from search_language loop
        return query
            with found as materialized (
                select comment.id from comment where vector @@ asked.query and config = asked.config),
            newest as materialized (
                select found.id from found order by found.id desc limit ranked)
            select found.id, case when newest.id is null then 0 else (
                select ts_rank(vector, asked.query) from comment where comment.id = newest.id) end
            from found left join newest on newest.id = found.id;
    end loop;
end $$;

-- What matches in a text, between the characters 1 and 2. Signs stand between characters 3, so that here too they are no part of a word.
create function search_headline(config text, content text, query tsquery, options text) returns text language sql immutable parallel safe return
    ts_headline(
        config::regconfig,
        regexp_replace(translate(content, E'\x01\x02\x03', ''), '(' || search_signs() || ')', E'\x03\\1\x03', 'g'),
        query,
        options || E', StartSel="\x01", StopSel="\x02"');

-- Some of the text of HTML that we wrote ourselves, with its entities, where it matches: what stands in a line stays together.
create function search_fragments(config text, html text, query tsquery) returns text language sql immutable parallel safe return
    search_headline(
        config,
        left(
            regexp_replace(
                regexp_replace(
                    html,
                    '</?(?:[abiqsu]|abbr|cite|code|del|dfn|em|ins|kbd|mark|samp|small|span|strong|su[bp]|var)(?: [^<>"]*(?:"[^"]*"[^<>"]*)*)?>',
                    '', 'g'),
                '<[^<>"]*(?:"[^"]*"[^<>"]*)*>', ' ', 'g'),
            100000),
        query,
        'MaxFragments=2, MinWords=15, MaxWords=35, ShortWord=0, FragmentDelimiter=" … "');

create function post_highlights(q text, ids uuid[]) returns table (id uuid, title text, content text) language sql stable as $$
    select post.id, search_headline(config, post.title, query, 'HighlightAll=true'), search_fragments(config, html, query)
    from post join post_search on post_search.post_id = post.id cross join search_query(config, q) as query
    where post.id = any(ids) $$;

create function comment_highlights(q text, ids uuid[]) returns table (id uuid, title text, content text) language sql stable as $$
    select comment.id, null::text, search_fragments(config, html, query)
    from comment cross join search_query(config, q) as query
    where comment.id = any(ids) $$;

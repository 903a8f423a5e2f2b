alter table post
    add column seo_title       text,
    add column seo_description text,
    add column seo_image       text,
    -- The first in the body.
    add column derived_image   text;
-- In HTML that we wrote ourselves: quoted, with quotes and ampersands escaped.
update post set derived_image =
    replace(replace((regexp_match(html, '<img (?:[^>]* )?src="([^"]+)"'))[1], '&quot;', '"'), '&amp;', '&')
where html like '%<img %';

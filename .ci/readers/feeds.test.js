// Each feed of the demo posts, in each format, read by feedsmith: which has its own mind about what stands where.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';

const { OCTAVO_URL, OCTAVO_TOKEN } = process.env;
const scopes = {
  '': { page: 'https://blog.example.org/', title: 'Notes', entries: 3 },
  '/tags/markdown': { page: 'https://blog.example.org/tags/markdown', title: 'Notes: markdown', entries: 1 },
  '/authors/admin': { page: 'https://blog.example.org/by/admin', title: 'Notes: Admin', entries: 3 },
  '/posts/discussing-and-moderating/comments': {
    page: 'https://blog.example.org/2026/discussing-and-moderating',
    title: 'Notes: Discussing and moderating',
    entries: 2,
  },
};

before(async () => {
  const answer = await fetch(`${OCTAVO_URL}/api/v1/site`, {
    method: 'PATCH',
    headers: { Authorization: `Bearer ${OCTAVO_TOKEN}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      title: 'Notes',
      description: 'How books were made',
      language: 'en-GB',
      urls: {
        post: 'https://blog.example.org/{year}/{slug}',
        tag: 'https://blog.example.org/tags/{slug}',
        author: 'https://blog.example.org/by/{username}',
      },
    }),
  });
  assert.equal(answer.status, 200);
});

async function read(path, type) {
  const answer = await fetch(OCTAVO_URL + path);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('content-type'), `${type};charset=UTF-8`);
  assert.equal((await fetch(OCTAVO_URL + path, { headers: { 'If-None-Match': answer.headers.get('etag') } })).status, 304);
  return answer.text();
}

// What every reader shows of an entry, whatever the format.
const shown = ({ id, link, title, html, date, by }) => ({ id, link, title, html: html.trim(), date: new Date(date).getTime(), by });
const seconds = (date) => new Date(date).toISOString().replace(/\.\d+Z$/, 'Z');

for (const [scope, { page, title, entries }] of Object.entries(scopes)) {
  test(`${scope || 'the site'} says the same in all formats`, async () => {
    const rss = parseRssFeed(await read(`${scope}/feed.xml`, 'application/rss+xml'));
    assert.equal(rss.title, title);
    assert.equal(rss.link, page);
    assert.ok(rss.description);
    assert.equal(rss.language, 'en-GB');
    assert.ok(!Number.isNaN(Date.parse(rss.lastBuildDate)));
    assert.match(rss.atom.links.find((link) => link.rel === 'self').href, /^http:.*\/feed\.xml$/);

    const atom = parseAtomFeed(await read(`${scope}/atom.xml`, 'application/atom+xml'));
    assert.equal(atom.title.value, title);
    assert.ok(atom.id);
    assert.equal(new Date(atom.updated).getTime(), Date.parse(rss.lastBuildDate));
    assert.equal(atom.links.find((link) => link.rel === 'alternate').href, page);
    assert.match(atom.links.find((link) => link.rel === 'self').href, /^http:.*\/atom\.xml$/);

    const text = await read(`${scope}/feed.json`, 'application/feed+json');
    assert.equal(JSON.parse(text).version, 'https://jsonfeed.org/version/1.1');
    const json = parseJsonFeed(text);
    assert.equal(json.title, title);
    assert.equal(json.home_page_url, page);
    assert.match(json.feed_url, /^http:.*\/feed\.json$/);

    const ofRss = rss.items.map((item) => {
      assert.equal(item.guid.isPermaLink, false);
      return shown({
        id: item.guid.value,
        link: item.link,
        title: item.title,
        html: item.content.encoded,
        date: item.pubDate,
        by: item.dc.creators,
      });
    });
    const ofAtom = atom.entries.map((entry) => {
      assert.ok(entry.updated >= entry.published);
      return shown({
        id: entry.id,
        link: entry.links.find((link) => link.rel === 'alternate').href,
        title: entry.title.value,
        html: entry.content.value,
        date: entry.published,
        by: entry.authors.map((author) => author.name),
      });
    });
    const ofJson = json.items.map((item) =>
      shown({
        id: item.id,
        link: item.url,
        title: item.title,
        html: item.content_html,
        date: seconds(item.date_published),
        by: item.authors.map((author) => author.name),
      }),
    );
    assert.equal(ofRss.length, entries);
    assert.deepEqual(ofAtom, ofRss);
    assert.deepEqual(ofJson, ofRss);
    for (const entry of ofRss) {
      assert.match(entry.id, /^urn:uuid:[0-9a-f-]{36}$/);
      assert.match(entry.link, /^https:\/\/blog\.example\.org\/2026\//);
      assert.ok(entry.title && entry.html && entry.by[0]);
    }
  });
}

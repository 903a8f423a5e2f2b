// Publishes a Markdown file, comments on it as a guest, approves the comment, and shows what readers see then.
//
//   OCTAVO_URL=http://localhost:8080 OCTAVO_TOKEN=oct_… node hello.js hello-octavo.md
//
// Node 20 or later; nothing to install.
'use strict';

const { readFileSync } = require('node:fs');
const { basename } = require('node:path');

async function main() {
  const url = setting('OCTAVO_URL').replace(/\/+$/, '');
  const token = setting('OCTAVO_TOKEN');
  const file = process.argv[2] ?? stop('which Markdown file?');
  const content = contentOf(file);

  // The file's name is the post's address, so that sending it again replaces the post and never makes a second one.
  const post = `${url}/api/v1/posts/${encodeURIComponent(basename(file, '.md'))}`;
  const article = await send('PUT', `${post}?publish=true`, { token, type: 'text/markdown', body: content });
  console.log(`${article.slug} is ${article.status}: ${article.title}`);

  // Whoever has no token is a guest, and says who they are.
  const words = { body: 'Well *said*.', author: { name: 'Grace' } };
  const said = await send('POST', `${post}/comments`, { type: 'application/json', body: JSON.stringify(words) });
  console.log(`A comment by ${said.author.name} is ${said.status}`);
  const approved = await send('PUT', `${url}/api/v1/comments/${said.id}/approval`, { token });
  console.log(`The comment is ${approved.status}`);

  const { items: posts } = await send('GET', `${url}/api/v1/posts?limit=10`);
  console.log('The newest posts:');
  for (const { title, publishedAt, commentCount } of posts) {
    console.log(`  ${publishedAt.slice(0, 10)}  ${title}, comments: ${commentCount}`);
  }

  // A list is a page of at most `limit`; `links.next` leads to the next one.
  console.log(`Comments on ${article.title}:`);
  for (let next = `${post}/comments?limit=100`; next; ) {
    const { items: comments, links } = await send('GET', next);
    for (const { depth, author, body } of comments) {
      console.log(`${'  '.repeat(depth)}${author?.name ?? 'Somebody'}: ${body ?? '(not shown)'}`);
    }
    next = links.next && new URL(links.next, url).href;
  }
}

/** Gives the JSON that the server answers with. Every error of Octavo is a problem document, which says what is wrong. */
async function send(method, address, { token, type, body } = {}) {
  const headers = {};
  if (token) headers['Authorization'] = `Bearer ${token}`;
  if (type) headers['Content-Type'] = type;
  const response = await fetch(address, { method, headers, body }).catch(() => stop(`cannot reach ${address}`));
  const answer = await response.json().catch(() => stop(`${address} answered ${response.status} without JSON`));
  if (!response.ok) stop(`${answer.status} ${answer.title}: ${answer.detail}`);
  return answer;
}

function setting(name) {
  return process.env[name] || stop(`set ${name}`);
}

function contentOf(file) {
  try {
    return readFileSync(file);
  } catch {
    return stop(`cannot read ${file}`);
  }
}

function stop(reason) {
  console.error(`hello: ${reason}`);
  process.exit(1);
}

main();

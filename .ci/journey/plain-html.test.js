// What a reader and a guest see of examples/plain-html, and that the TypeScript client works in a browser too: in Chromium, on pages of
// another origin than Octavo's.
import assert from "node:assert/strict";
import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import { once } from "node:events";
import { extname } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

const api = process.env.OCTAVO_URL;
const token = process.env.OCTAVO_TOKEN;
const root = new URL("../..", import.meta.url);
const types = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript" };
const article = `---
title: In the browser
date: 2026-01-02
tags: [browser]
---

Posts and comments, *as JSON*, on a page of **another origin**.

## What a list is

- one
- [two](https://example.org/)

| Property | What it is |
|---|---|
| \`html\` | rendered, with everything unsafe taken out of a body that may have been written by anybody at all |

\`\`\`javascript
const answer = await fetch('https://cms.example.org/api/v1/posts/in-the-browser').then((response) => response.json());
\`\`\`

> An answer carries an \`ETag\`.
`;
const clientPage = `<!doctype html><title>Client</title><script type="importmap">${JSON.stringify({
  imports: {
    "@octavo/client": "/clients/typescript/dist/index.js",
    "openapi-fetch": "/clients/typescript/node_modules/openapi-fetch/dist/index.mjs",
  },
})}</script>`;

let files, site, browser, page;

before(async () => {
  files = createServer((request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    response.setHeader("Content-Type", types[extname(path)] ?? "text/plain");
    if (path === "/client.html") return response.end(clientPage);
    createReadStream(new URL(`.${path}`, root)).on("error", () => response.writeHead(404).end()).pipe(response);
  }).listen(0, "127.0.0.1");
  await once(files, "listening");
  site = `http://127.0.0.1:${files.address().port}`;
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
  page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  page.setDefaultTimeout(20_000);
});
after(async () => {
  await browser?.close();
  files.close();
});

const send = async (method, path, body, type = "application/json") => {
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": type };
  const response = await fetch(api + path, { method, headers, body: typeof body === "object" ? JSON.stringify(body) : body });
  assert.ok(response.ok, `${method} ${path}: ${response.status} ${await response.clone().text()}`);
  return response.json();
};
const open = (parameters = {}) =>
  page.goto(`${site}/examples/plain-html/index.html?${new URLSearchParams({ api, ...parameters })}`);
const shot = (name) =>
  process.env.SCREENSHOTS && page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}.png`, fullPage: true });

test("a reader pages through the posts and opens one", async () => {
  for (let n = 1; n <= 11; n++) {
    // Newer than all others, so that these make the first page.
    const publishedAt = `2026-02-01T00:00:${String(n).padStart(2, "0")}Z`;
    await send("POST", "/api/v1/posts", { title: `Post <b>${n}</b>`, body: `The *text* of ${n}.`, publishedAt });
  }
  await open();
  const titles = page.locator("h2");
  await page.getByRole("link", { name: "Post <b>11</b>", exact: true }).waitFor();
  assert.equal(await titles.count(), 10);
  assert.equal(await page.locator("h2 b").count(), 0, "a title is text");
  await shot("list");

  await page.getByRole("link", { name: "Older posts" }).click();
  await page.getByRole("link", { name: "Post <b>1</b>", exact: true }).click();
  await page.getByRole("heading", { name: "Post <b>1</b>", level: 1 }).waitFor();
  assert.equal(await page.locator("article em").innerText(), "text");
});

test("a guest comments, and sees the comment when it is approved", async () => {
  await send("POST", "/api/v1/posts", article, "text/markdown");
  await open({ post: "in-the-browser" });
  await page.getByLabel("Your name").fill("Grace <i>H.</i>");
  await page.getByLabel("Your comment").fill("Well **said**.\n\n<img src=x onerror=alert(1)>");
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText("Your comment is shown when a moderator has read it.").waitFor();
  assert.equal(await page.locator("#thread li").count(), 0);
  await shot("sent");

  const { items } = await (await fetch(`${api}/api/v1/comments?status=pending&limit=1`, {
    headers: { Authorization: `Bearer ${token}` },
  })).json();
  await send("PUT", `/api/v1/comments/${items[0].id}/approval`);
  await send("POST", "/api/v1/posts/in-the-browser/comments", { body: "Thank you.", parent: items[0].id });
  await page.reload();
  assert.equal(await page.locator("#thread li strong").innerText(), "said");
  assert.match(await page.locator("#thread li").first().innerText(), /^Grace <i>H\.<\/i>, /);
  assert.equal(await page.locator("#thread img, #thread i").count(), 0);
  assert.equal(await page.locator("#thread li.d2").count(), 1);
  await shot("article");
});

test("what is wrong is said", async () => {
  await open({ post: "no-such-post" });
  assert.match(await page.getByRole("alert").innerText(), /no-such-post/);
  await open({ post: "in-the-browser" });
  await page.getByLabel("Your name").fill("Grace");
  await page.getByLabel("Your comment").fill("   ");
  await page.getByRole("button", { name: "Send" }).click();
  assert.equal(await page.getByRole("alert").innerText(), "/body must not be blank.");
  assert.equal(await page.locator("[aria-invalid]").getAttribute("name"), "body");
  await shot("problem");

  await open({ api: "http://127.0.0.1:9" });
  assert.equal(await page.getByRole("alert").innerText(), "http://127.0.0.1:9 cannot be reached.");
});

test("no script runs but the page's own, whatever the API answers", async () => {
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.route("**/api/v1/posts/evil", async (route) => {
    const post = await (await fetch(`${api}/api/v1/posts/in-the-browser`)).json();
    await route.fulfill({
      json: { ...post, html: "<img src='data:,' onerror='document.title = 1'><a href='javascript:document.title = 2'>go</a>" },
      headers: { "Access-Control-Allow-Origin": "*" },
    });
  });
  await page.route("**/api/v1/posts/evil/comments?*", (route) =>
    route.fulfill({ json: { items: [], links: {} }, headers: { "Access-Control-Allow-Origin": "*" } }));
  await open({ post: "evil" });
  await page.getByRole("link", { name: "go" }).click();
  await page.getByRole("button", { name: "Send" }).waitFor();
  assert.equal(await page.title(), "In the browser");
  assert.deepEqual(errors, []);
});

test("the TypeScript client works in a browser, from another origin", async () => {
  await page.goto(`${site}/client.html`);
  const seen = await page.evaluate(
    async ([url, token]) => {
      const { createOctavo, once, StaleVersion } = await import("@octavo/client");
      const octavo = createOctavo({ url, token });
      const body = { title: "From a browser", body: "…", tags: ["of-the-client"] };
      const { data: post, etag } = await octavo.POST("/api/v1/posts", { body, headers: once() });
      const change = (title) =>
        octavo.PATCH("/api/v1/posts/{post}", {
          params: { path: { post: post.id }, header: { "If-Match": etag } },
          body: { title },
        });
      const changed = await change("Changed");
      const stale = await change("Too late").catch((error) => error);
      const titles = [];
      const query = { status: "any", tag: "of-the-client", limit: 1 };
      for await (const { title } of octavo.items("/api/v1/posts", { params: { query } })) titles.push(title);
      return [changed.data.title, stale instanceof StaleVersion && stale.etag === changed.etag, titles];
    },
    [api, token],
  );
  assert.deepEqual(seen, ["Changed", true, ["Changed"]]);
});

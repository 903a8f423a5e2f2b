import assert from "node:assert/strict";
import { test } from "node:test";
import { createOctavo, markdown, ProblemError, StaleVersion, type NewPost, type Octavo } from "@octavo/client";

const url = process.env["OCTAVO_URL"] ?? assert.fail("OCTAVO_URL is not set");
const token = process.env["OCTAVO_TOKEN"] ?? assert.fail("OCTAVO_TOKEN is not set");
const octavo = createOctavo({ url, token });
const visitor = createOctavo({ url });

let posts = 0;
const aPost = (more: Partial<NewPost> = {}): NewPost => ({
  title: `Of the client ${process.pid} ${++posts}`,
  body: "Some *text*.",
  publishedAt: "2026-01-02T03:04:05Z",
  ...more,
});
const created = async (more?: Partial<NewPost>) => (await octavo.POST("/api/v1/posts", { body: aPost(more) })).data;

test("a post is created, listed and read", async () => {
  const { data: post, etag, response } = await octavo.POST("/api/v1/posts", { body: aPost({ tags: [`Type Script ${process.pid}`] }) });
  assert.equal(response.status, 201);
  const query = { tag: `type-script-${process.pid}`, limit: 1, count: "exact" } as const;
  const { data: page } = await visitor.GET("/api/v1/posts", { params: { query } });
  assert.deepEqual(page.items.map(({ id, tags }) => [id, tags[0]?.name]), [[post.id, `Type Script ${process.pid}`]]);
  assert.equal(page.total, 1);

  const read = await visitor.GET("/api/v1/posts/{post}", { params: { path: { post: post.slug } } });
  assert.equal(read.data.html, "<p>Some <em>text</em>.</p>\n");
  assert.equal(version(read.etag), version(etag));
});

test("a Markdown file is a body too", async () => {
  const text = "---\ntitle: From a file\ndate: 2026-01-02\n---\n\n# One\n";
  const { data: post } = await octavo.POST("/api/v1/posts", markdown(text));
  assert.deepEqual([post.title, post.status, post.publishedAt], ["From a file", "published", "2026-01-02T00:00:00Z"]);
});

test("a change with the tag that was read goes through, and a second one with it is stale", async () => {
  const path = { post: (await created()).id };
  const { etag } = await octavo.GET("/api/v1/posts/{post}", { params: { path } });
  const change = (title: string, tag: string) =>
    octavo.PATCH("/api/v1/posts/{post}", { params: { path, header: { "If-Match": tag } }, body: { title } });

  const changed = await change("Changed", etag);
  assert.equal(changed.data.title, "Changed");
  const stale = await failure(change("Too late", etag), StaleVersion);
  assert.deepEqual([stale.status, stale.code, version(stale.etag)], [412, "stale-version", version(changed.etag)]);
  assert.equal((await change("Read again", stale.etag)).data.title, "Read again");
});

test("pages and items give everything, once each", async () => {
  const tag = `many-${process.pid}`;
  const made = new Set<string>();
  for (let n = 0; n < 25; n++) {
    (await Promise.all(Array.from({ length: 10 }, () => created({ tags: [tag] })))).forEach(({ id }) => made.add(id));
  }

  const list = { params: { query: { tag, sort: "title" } } };
  const sizes: number[] = [];
  for await (const page of visitor.pages("/api/v1/posts", list)) {
    sizes.push(page.items.length);
  }
  assert.deepEqual(sizes, [...Array(12).fill(20), 10]);
  const seen: string[] = [];
  for await (const post of visitor.items("/api/v1/posts", { params: { query: { tag, limit: 99 } } })) {
    seen.push(post.id);
  }
  assert.equal(seen.length, 250);
  assert.deepEqual(new Set(seen), made);
});

test("later pages carry the token, and nothing is asked for before it is needed", async () => {
  const tag = `drafts-${process.pid}`;
  for (let n = 0; n < 3; n++) {
    await octavo.POST("/api/v1/posts", { body: { title: `Draft ${n}`, body: "…", tags: [tag] } });
  }
  let requests = 0;
  const counting = createOctavo({ url, token, fetch: (request) => (requests++, fetch(request)) });
  const drafts = counting.items("/api/v1/posts", { params: { query: { status: "draft", tag, limit: 2 } } });
  assert.equal((await drafts.next()).value?.status, "draft");
  assert.equal(requests, 1);
  let more = 0;
  for await (const { status } of drafts) {
    assert.equal(status, "draft");
    more++;
  }
  assert.deepEqual([more, requests], [2, 2]);
});

test("a guest's comment waits until it is approved", async () => {
  const path = { post: (await created()).slug };
  const body = { body: "Well said.", author: { name: "Grace" } };
  const { data: comment, response } = await visitor.POST("/api/v1/posts/{post}/comments", { params: { path }, body });
  assert.deepEqual([response.status, comment.status], [202, "pending"]);
  const thread = async () => (await visitor.GET("/api/v1/posts/{post}/comments", { params: { path } })).data.items;
  assert.deepEqual(await thread(), []);

  const approved = await octavo.PUT("/api/v1/comments/{id}/approval", { params: { path: { id: comment.id } } });
  assert.equal(approved.data.status, "approved");
  assert.deepEqual((await thread()).map(({ author, html }) => [author?.name, html]), [["Grace", "<p>Well said.</p>\n"]]);
});

test("what has no answer has no data", async () => {
  const deleted = await octavo.DELETE("/api/v1/posts/{post}", { params: { path: { post: (await created()).id } } });
  const nothing: undefined = deleted.data;
  assert.equal(nothing, undefined);
  assert.equal(deleted.response.status, 204);
});

test("invalid input names each place", async () => {
  const problem = await failure(octavo.POST("/api/v1/posts", { body: aPost({ title: "x".repeat(201) }) }));
  assert.deepEqual([problem.status, problem.code, problem.title], [400, "invalid-input", "Invalid input"]);
  assert.deepEqual(problem.errors.map(({ pointer, code }) => [pointer, code]), [["/title", "too-long"]]);
  assert.match(problem.traceId, /^[0-9a-f]{32}$/);
  assert.equal(problem.message, problem.detail);

  const query = await failure(visitor.GET("/api/v1/posts", { params: { query: { limit: 101 } } }));
  assert.equal(query.errors[0]?.parameter, "limit");
});

test("unknown ids, missing tokens and wrong passwords are problems of their own", async () => {
  const path = { post: "0197a3a0-0000-7000-8000-000000000000" };
  assert.equal((await failure(visitor.GET("/api/v1/posts/{post}", { params: { path } }))).code, "not-found");
  assert.equal((await failure(visitor.POST("/api/v1/posts", { body: aPost() }))).code, "unauthorized");
  const wrong = visitor.POST("/api/v1/session", { body: { username: "admin", password: "wrong" } });
  assert.equal((await failure(wrong)).code, "wrong-credentials");
});

test("the token may be given by a function", async () => {
  let current: string | undefined;
  const someone = createOctavo({ url, token: () => current });
  await failure(someone.GET("/api/v1/me"));
  current = token;
  assert.equal((await someone.GET("/api/v1/me")).data.role, "admin");
});

test("raw calls return problems, and know what has not changed", async () => {
  const missing = await visitor.raw.GET("/api/v1/posts/{post}", { params: { path: { post: "no-such-post" } } });
  assert.equal(missing.error?.type, "/problems/not-found");
  const path = { post: (await created()).id };
  const { etag } = await visitor.GET("/api/v1/posts/{post}", { params: { path } });
  const again = await visitor.raw.GET("/api/v1/posts/{post}", { params: { path, header: { "If-None-Match": etag } } });
  assert.equal(again.response.status, 304);
});

test("types refuse what the document does not have", () => {
  const compiled = (client: Octavo) => [
    // @ts-expect-error: no such path
    client.GET("/api/v1/post"),
    // @ts-expect-error: a comment is not put
    client.PUT("/api/v1/comments/{id}", { params: { path: { id: "" } } }),
    // @ts-expect-error: which post?
    client.GET("/api/v1/posts/{post}"),
    // @ts-expect-error: no such status
    client.GET("/api/v1/posts", { params: { query: { status: "drafted" } } }),
    // @ts-expect-error: a title is needed
    client.POST("/api/v1/posts", { body: { body: "" } }),
    // @ts-expect-error: no such property
    client.POST("/api/v1/posts", { body: { title: "", body: "", colour: "red" } }),
    // @ts-expect-error: not a list
    client.items("/api/v1/me"),
  ];
  assert.equal(typeof compiled, "function");
});

function version(etag: string): string {
  return etag.slice(0, etag.indexOf("-"));
}

async function failure<E extends ProblemError = ProblemError>(
  call: Promise<unknown>,
  kind: abstract new (...parameters: never[]) => E = ProblemError as never,
): Promise<E> {
  const error = await call.then(
    () => assert.fail("no problem"),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof kind, String(error));
  return error;
}

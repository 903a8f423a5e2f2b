import assert from "node:assert/strict";
import { test } from "node:test";
import { createOctavo, once, ProblemError } from "@octavo/client";

const url = process.env["OCTAVO_URL"] ?? assert.fail("OCTAVO_URL is not set");
const token = process.env["OCTAVO_TOKEN"] ?? assert.fail("OCTAVO_TOKEN is not set");

const busy = (status: number, wait: string) => () => new Response(null, { status, headers: { "Retry-After": wait } });
const offline = () => {
  throw new TypeError("fetch failed");
};

/** A way to Octavo on which the first requests fail, each in its own way. */
function through(...failures: (() => Response)[]) {
  const sent: Request[] = [];
  const octavo = createOctavo({
    url,
    token,
    fetch: async (request) => {
      sent.push(request.clone());
      return failures[sent.length - 1]?.() ?? fetch(request);
    },
  });
  return { octavo, sent };
}
const body = { title: "Sent again", body: "Once is enough." };

test("a read goes through when the server is there again", async () => {
  const { octavo, sent } = through(offline, busy(503, "0"), busy(429, new Date(0).toUTCString()));
  assert.equal((await octavo.GET("/api/v1/me")).data.username, "admin");
  assert.equal(sent.length, 4);
});

test("it gives up after as many attempts as it was told", async () => {
  const { octavo, sent } = through(...Array<() => Response>(9).fill(busy(503, "0")));
  await assert.rejects(octavo.GET("/api/v1/me"), { name: "ProblemError", status: 503, code: "about:blank" });
  assert.equal(sent.length, 4);
});

test("it waits for as long as the server says", async () => {
  const { octavo } = through(busy(503, "1"));
  const start = performance.now();
  await octavo.GET("/api/v1/me");
  assert.ok(performance.now() - start >= 990);
});

test("what asks for minutes is left to the caller", async () => {
  const { octavo, sent } = through(busy(429, "900"));
  await assert.rejects(octavo.GET("/api/v1/me"), (error) => {
    return error instanceof ProblemError && error.response.headers.get("Retry-After") === "900";
  });
  assert.equal(sent.length, 1);
});

test("a POST is sent again only with a key, which stays the same", async () => {
  const plain = through(busy(503, "0"));
  await assert.rejects(plain.octavo.POST("/api/v1/posts", { body }), { status: 503 });
  assert.equal(plain.sent.length, 1);

  const { octavo, sent } = through(offline, busy(409, "0"));
  const { data: post } = await octavo.POST("/api/v1/posts", { body, headers: once() });
  assert.equal(post.title, body.title);
  const keys = sent.map(({ headers }) => headers.get("Idempotency-Key"));
  assert.match(keys[0] ?? "", /^[0-9a-f]{32}$/);
  assert.deepEqual(keys, Array(3).fill(keys[0]));
});

test("a POST whose answer got lost is acted on once", async () => {
  let attempts = 0;
  const octavo = createOctavo({
    url,
    token,
    fetch: async (request) => {
      const response = await fetch(request);
      return ++attempts === 1 ? offline() : response;
    },
  });
  const tags = [`lost-${process.pid}`];
  const { response } = await octavo.POST("/api/v1/posts", { body: { ...body, tags }, headers: once() });
  assert.deepEqual([attempts, response.status, response.headers.get("Idempotency-Replayed")], [2, 201, "true"]);
  const query = { status: "draft", tag: `lost-${process.pid}` } as const;
  assert.equal((await octavo.GET("/api/v1/posts", { params: { query } })).data.items.length, 1);
});

test("a change with If-Match is sent once", async () => {
  const { octavo, sent } = through(busy(503, "0"));
  const params = { path: { post: "any" }, header: { "If-Match": '"1-0"' } };
  await assert.rejects(octavo.DELETE("/api/v1/posts/{post}", { params }), { status: 503 });
  assert.equal(sent.length, 1);
});

test("a PUT that makes something new or nothing is sent once", async () => {
  const { octavo, sent } = through(offline);
  const params = { path: { post: "any" }, header: { "If-None-Match": "*" } };
  await assert.rejects(octavo.PUT("/api/v1/posts/{post}", { params, body }), TypeError);
  assert.equal(sent.length, 1);
});

test("who gives up does not wait", async () => {
  const { octavo, sent } = through(busy(503, "20"));
  const call = octavo.GET("/api/v1/me", { signal: AbortSignal.timeout(50) });
  await assert.rejects(call, { name: "TimeoutError" });
  assert.equal(sent.length, 1);
});

// The newcomer's way through Swagger UI, with its own forms as they are filled in, on the posts that Octavo begins with.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

const origin = process.env.OCTAVO_URL;
const token = process.env.OCTAVO_TOKEN;

let browser, page;
const complaints = [];

before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
  page = await browser.newPage({ viewport: { width: 1200, height: 1600 } });
  page.setDefaultTimeout(30_000);
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
});
after(() => browser?.close());

const shot = (name) => process.env.SCREENSHOTS && page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}.png` });

async function authorize() {
  await page.locator(".auth-wrapper .authorize").click();
  const dialog = page.locator(".modal-ux");
  await dialog.getByRole("textbox").fill(token);
  await dialog.getByRole("button", { name: "Apply credentials" }).click();
  await shot("authorize");
  await dialog.locator(".btn-done").click();
}

async function logOut() {
  await page.locator(".auth-wrapper .authorize").click();
  await page.locator(".modal-ux").getByRole("button", { name: "Remove authorization" }).click();
  await page.locator(".modal-ux .btn-done").click();
}

/** Opens an operation, executes it as it is filled in, but for what is given, and answers with what came. */
async function execute(tag, operation, { expect, path = {}, example } = {}) {
  const block = page.locator(`#operations-${tag}-${operation}`);
  if (!(await block.locator(".opblock-body").count())) await block.locator(".opblock-summary-control").click();
  for (const [name, value] of Object.entries(path)) {
    await block.locator(`tr[data-param-name="${name}"] input`).fill(value);
  }
  if (example) await block.locator(".body-param .examples-select-element, .examples-select-element").first().selectOption(example);
  await block.getByRole("button", { name: "Execute" }).click();
  const answer = block.locator(".live-responses-table");
  await answer.locator(".response-col_status").last().waitFor();
  const status = (await answer.locator("tbody .response-col_status").first().innerText()).match(/\d+/)[0];
  await block.scrollIntoViewIfNeeded();
  await shot(operation);
  const body = await answer.locator(".response-col_description .highlight-code code").first().innerText();
  assert.equal(Number(status), expect, `${operation}: ${body}`);
  return JSON.parse(body);
}

test("from the bare address to an approved comment", async () => {
  await page.goto(origin);
  await page.getByRole("heading", { name: "Octavo" }).waitFor();
  assert.match(page.url(), /\/docs\/?$/);
  assert.equal(await page.title(), "Octavo");
  await shot("docs");

  await authorize();
  assert.equal((await execute("Posts", "listPosts", { expect: 200 })).items.length, 3);
  assert.equal((await execute("Posts", "getPost", { expect: 200 })).slug, "welcome-to-octavo");

  const draft = await execute("Posts", "createPost", { expect: 201 });
  assert.equal(draft.status, "draft");
  const published = await execute("Posts", "publishPost", { expect: 200, path: { post: draft.slug } });
  assert.equal(published.status, "published");

  await logOut();
  const comment = await execute("Comments", "createComment", { expect: 202, path: { post: draft.slug }, example: "guest" });
  await authorize();
  await execute("Comments", "approveComment", { expect: 200, path: { id: comment.id } });
  const thread = await execute("Comments", "listThread", { expect: 200, path: { post: draft.slug } });
  assert.deepEqual(
    thread.items.map((item) => [item.id, item.status]),
    [[comment.id, "approved"]],
  );
});

test("a reload does not forget the token, and nothing was refused or failed in the page", async () => {
  await page.reload();
  await execute("Accounts", "getMe", { expect: 200 });
  assert.deepEqual(complaints, []);
});

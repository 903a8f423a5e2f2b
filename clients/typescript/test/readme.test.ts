import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";

test("the README's example prints what the README says", () => {
  const expected = /^```text\n([^]*?)^```$/m.exec(readFileSync("README.md", "utf8"))?.[1];
  const printed = execFileSync(process.execPath, ["build/build/readme.js"], { encoding: "utf8" });
  assert.equal(printed, expected);
});

// The blocks of JavaScript in the README and in the book do what their comments say.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";

for (const page of process.env.READMES.split(":")) {
  const blocks = [...readFileSync(page, "utf8").matchAll(/^```js\n([^]*?)^```$/gm)];
  assert.ok(blocks.length, `${page} has no block`);
  for (const [at, [, script]] of blocks.entries()) {
    test(`block ${at + 1} of ${page}`, () => {
      // What a line prints stands in a comment behind it.
      const expected = [...script.matchAll(/console\.log\(.*\/\/ (.*)$/gm)].map(([, words]) => words);
      assert.ok(expected.length, "nothing is printed");
      writeFileSync("block.mjs", script);
      const printed = execFileSync("node", ["block.mjs"], { encoding: "utf8" });
      assert.deepEqual(printed.trimEnd().split("\n"), expected);
    });
  }
}

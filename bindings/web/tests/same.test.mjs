// The package, installed as a program would, reads the same bytes as the command does.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import init, { english, read } from "newsgraph";

const command = process.env.NEWSGRAPH;
const data = process.env.EXAMPLES;
await init();
const pipeline = english();

const AWKWARD = {
  "empty.txt": "",
  "space.txt": " \t\r\n\u00a0\u2028 ",
  "one.txt": "a",
  "emoji.txt": "“We did it 👍🏽 and 👩‍👩‍👧 cheered,” said Zoë Ünal 🇩🇪 in 東京. She paid €3m.",
  "rtl.txt": "وقالت ليلى \u202bAnn Lee\u202c said: “שלום, prices rose 3 percent.” He left \u200fParis.",
  "crlf.txt": "Ann Lee resigned\r\n\r\n“I am tired,” she said.\r\nOslo\rBergen\r\n\r\n\r\nShe left on Monday.",
  "quotes.txt": "“‘No,’ he said. \"Never ‹ever› «again” ''said'' ” “ \u0000\u0001 \ufeff Kim's \u2019tis \u0301\u0301",
  "shouting.txt": "MAYOR ANN LEE SAID TAXES WOULD RISE!!! ".repeat(60),
};

const folder = mkdtempSync(join(tmpdir(), "newsgraph-texts-"));
after(() => rmSync(folder, { recursive: true }));
for (const [name, words] of Object.entries(AWKWARD)) writeFileSync(join(folder, name), words);

const files = [join(data, "article.txt"), join(data, "story-summary.txt")];
for (const place of [folder, join(data, "story")]) {
  files.push(...readdirSync(place).sort().map((name) => join(place, name)));
}

for (const file of files) {
  test(`as the command reads it: ${file}`, () => {
    for (const offsets of ["byte", "char", "utf16"]) {
      const ours = read(file, readFileSync(file)).map(({ text, id, date }) => {
        const document = pipeline.annotate(text, { id, date });
        const json = document.json(offsets);
        document.free();
        return `${json}\n`;
      });
      const options = ["annotate", "--format", "jsonl", "--offsets", offsets, file];
      const theirs = execFileSync(command, options, { maxBuffer: 1 << 28 });
      assert.ok(theirs.equals(Buffer.from(ours.join(""))), "the JSON differs");
    }
  });
}

test("the report is the command's", () => {
  const file = join(data, "article.txt");
  const [{ text, id }] = read(file, readFileSync(file));
  const theirs = execFileSync(command, ["annotate", "--format", "html", file], { maxBuffer: 1 << 28 });
  assert.ok(theirs.equals(Buffer.from(pipeline.annotate(text, { id }).report())));
});

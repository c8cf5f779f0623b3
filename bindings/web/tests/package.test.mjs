// What the package gives to a program, and what it refuses.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import init, { english, read } from "newsgraph";

await init();
const TEXT = "Talks 👍👍\n\n“We will act,” Angela Merkel told Emmanuel Macron in Paris last month. She left.";

test("facts have positions of JavaScript", () => {
  const { quotes, entities, mentions, date } = english().annotate(TEXT, { date: "2021-05-10" }).facts();
  assert.equal(date, "2021-05-10");
  const [{ content, speaker, addressee }] = quotes;
  assert.equal(TEXT.slice(...content[0]), "“We will act,”");
  assert.equal(TEXT.slice(...speaker.span), "Angela Merkel");
  assert.deepEqual([speaker, addressee].map(({ entity }) => entities[entity].name), ["Angela Merkel", "Emmanuel Macron"]);
  const [when] = mentions.filter(({ text }) => text === "last month");
  assert.equal(when.value, "2021-04");
  for (const { span, text } of mentions) assert.equal(TEXT.slice(...span), text);
});

test("only what is asked for is read", () => {
  const { layers, quotes, relations } = english({ layers: ["quotes"] }).annotate(TEXT).facts();
  const named = layers.map(({ layer }) => layer);
  assert.ok(named.includes("quotes") && !named.includes("relations"));
  assert.deepEqual([quotes.length, relations.length], [1, 0]);
});

test("a half of a character is read as one that is unknown", () => {
  const { text, tokens } = english({ layers: ["tokens"] }).annotate("a \ud800 b").facts();
  assert.equal(text, "a \ufffd b");
  assert.equal(text.length, tokens.at(-1).span[1]);
});

test("a saved page, and rows", () => {
  const bytes = (words) => new TextEncoder().encode(words);
  const page = "<title>x</title><article><h1>Ann Lee wins</h1><p>She said that it was hard &amp; long.</p></article>";
  assert.deepEqual(read("a.html", bytes(page)), [
    { id: "a.html", date: null, text: "Ann Lee wins\n\nShe said that it was hard & long." },
  ]);
  const rows = read("a.jsonl", bytes('{"id": 1, "text": "A.", "date": "2020-01-02"}\n{"id": 2, "text": "B."}\n'));
  assert.deepEqual(rows.map(({ id, date }) => [id, date]), [["1", "2020-01-02"], ["2", null]]);
});

test("the article gives the same each time", (t) => {
  const pipeline = english();
  const article = readFileSync(`${process.env.EXAMPLES}/article.txt`, "utf8");
  const read = () => {
    const before = process.cpuUsage();
    const document = pipeline.annotate(article);
    const json = document.json();
    document.free();
    const { user, system } = process.cpuUsage(before);
    return { json, took: (user + system) / 1000 };
  };
  const all = Array.from({ length: 60 }, read);
  for (const { json } of all) assert.equal(json, all[0].json);
  // The engine compiles at first.
  const times = all.slice(20).map(({ took }) => took).sort((a, b) => a - b);
  t.diagnostic(`the article takes ${times[20].toFixed(1)} ms of the processor`);
});

const pipeline = english({ layers: ["tokens"] });
const REFUSED = [
  [() => pipeline.annotate(), "annotate: expected a text, found undefined"],
  [() => pipeline.annotate(7), "annotate: expected a text, found number"],
  [() => pipeline.annotate("a", "b"), 'annotate: expected an object of options, found "b"'],
  [() => pipeline.annotate("a", { dat: "2020-01-02" }), "annotate: unknown field `dat`, expected `id` or `date`"],
  [() => pipeline.annotate("a", { date: "2021-02-29" }), 'date: expected a day of the calendar as YYYY-MM-DD, found "2021-02-29"'],
  [
    () => pipeline.annotate("a".repeat(2 ** 24 + 1)),
    "annotate: expected a text of at most 16777216 bytes of UTF-8, found 16777217; split it into documents",
  ],
  [() => pipeline.annotate("a").json("bits"), 'json: expected "byte", "char" or "utf16", found "bits"'],
  [
    () => english({ layers: ["quote"] }),
    "layers: expected some of tokens, sentences, quote_marks, syntax, mentions, quotes, entities, relations, triples; " +
      'found "quote"',
  ],
  [() => read("a.txt", new Uint8Array([0x25, 0x50, 0xff, 0xfe, 0x41])), /^a\.txt: /],
];
for (const [call, message] of REFUSED) {
  test(`refused: ${message}`, () => assert.throws(call, (error) => {
    assert.ok(error instanceof Error);
    if (message instanceof RegExp) assert.match(error.message, message);
    else assert.equal(error.message, message);
    return true;
  }));
}

test("the types name what the schema of the JSON has", () => {
  const schema = JSON.parse(readFileSync(process.env.SCHEMA, "utf8"));
  const types = readFileSync(new URL("newsgraph.d.ts", import.meta.resolve("newsgraph")), "utf8");
  for (const [name, { properties, required }] of Object.entries({ facts: schema, ...schema.$defs })) {
    if (!properties) continue;
    const title = name.split("_").map((word) => word[0].toUpperCase() + word.slice(1)).join("");
    const body = types.match(new RegExp(`interface ${title} \\{([^}]*)\\}`))?.[1] ?? "";
    const fields = [...body.matchAll(/^ +(\w+)(\??):/gm)].map(([, field, mark]) => [field, mark === ""]);
    // Fields of the whole can be left out by the command alone.
    const expected = Object.keys(properties).map((key) => [key, name === "facts" || required.includes(key)]);
    assert.deepEqual(fields.sort(), expected.sort(), title);
  }
});

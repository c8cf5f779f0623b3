// The page in a browser: a text in, its report out, what is told on the way, what is refused.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { after, before, test } from "node:test";
import { Browser } from "./chromium.mjs";

const folder = process.env.PAGE;
const pictures = process.env.PICTURES;
const article = await readFile(`${process.env.EXAMPLES}/article.txt`, "utf8");
const KINDS = { html: "text/html", js: "text/javascript", css: "text/css", wasm: "application/wasm" };
const SHOWN = "document.getElementById('compose').hidden";
const STATUS = "document.getElementById('status')?.textContent";

let browser, server, address;
before(async () => {
  server = createServer(async (request, response) => {
    const path = new URL(request.url, address).pathname;
    const name = path.replace(/^\/(missing\/)?/, "") || "index.html";
    try {
      if (path.startsWith("/missing/") && name.endsWith(".wasm")) throw new Error("left out");
      const content = await readFile(`${folder}/${name}`);
      response.writeHead(200, { "Content-Type": KINDS[name.split(".").pop()], "Content-Length": content.length });
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "localhost", resolve));
  address = `http://localhost:${server.address().port}/`;
  browser = await Browser.start();
});
after(async () => {
  await browser.end();
  server.close();
});

// Opens the page anew, and waits until the models are there.
async function opened(url = address) {
  browser.errors.length = 0;
  browser.report = undefined;
  await browser.size(1440, 900);
  await browser.open(url);
  await browser.until(`${STATUS}?.startsWith('Ready')`);
}

const listed = (selector) => `Array.from(document.querySelectorAll(${JSON.stringify(selector)}), (e) => e.textContent.trim())`;

// Does what has a text read, and gives the session of its report, once that is whole and of a text which holds these words.
// Each report has a frame of its own, so that of the text before is none.
async function report(act, words) {
  browser.report = undefined;
  await act();
  await browser.until(SHOWN);
  const end = Date.now() + 60_000;
  for (;;) {
    const whole = "document.readyState === 'complete' ? document.querySelector('.doc').innerText : ''";
    const found = browser.report && (await browser.eval(whole, browser.report).catch(() => ""));
    if (found?.includes(words)) return browser.report;
    if (Date.now() > end) throw new Error(`no report of ${words}: ${found}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const pasted = () => report(() => browser.paste(article, "#text"), "Xi, Tillerson");

async function picture(name) {
  if (!pictures) return;
  // What a frame shows comes a little later than what it holds.
  await new Promise((resolve) => setTimeout(resolve, 500));
  await browser.picture(`${pictures}/${name}.png`);
}

test("an article that is pasted is read at once: who said what", async (t) => {
  const start = performance.now();
  await opened();
  await picture("form");
  const frame = await pasted();
  t.diagnostic(`from opening the page to the report: ${Math.round(performance.now() - start)} ms`);
  const speakers = await browser.eval(listed(".voice h3 .name"), frame);
  assert.ok(speakers.length > 3 && speakers.every(Boolean), speakers.join());
  const quotes = await browser.eval(listed(".said blockquote"), frame);
  const spoken = article.match(/“[^”]+”/)?.[0] ?? article.match(/"[^"]+"/)[0];
  assert.ok(quotes.some((quote) => quote.includes(spoken.slice(1, 20))), quotes.join("\n"));
  const took = () => browser.eval("document.getElementById('took').textContent");
  assert.match(await took(), /^3,873 characters read in \d+ ms/);
  await picture("report");
  for (let again = 0; again < 5; again++) {
    await report(() => browser.eval("document.getElementById('form').requestSubmit()"), "Xi, Tillerson");
    t.diagnostic(await took());
  }
  await browser.size(390, 844);
  await picture("report-phone");
  assert.deepEqual(browser.errors, []);
});

test("links within the report stay in it, and the button leads back", async () => {
  await opened();
  const frame = await pasted();
  await browser.eval("document.querySelector('.said .go').click()", frame);
  await browser.until("location.hash.startsWith('#d1-')", frame);
  await browser.click("#back");
  assert.equal(await browser.eval(`${SHOWN} || document.activeElement.id`), "text");
  assert.equal(await browser.eval("document.getElementById('text').value.length"), article.length);
  await browser.eval("history.back()");
  await browser.until(SHOWN);
  await browser.click("#back");
  assert.deepEqual(browser.errors, []);
});

test("the examples: speakers and what they say", async (t) => {
  const expected = [
    ["Dockers", "Marta Oyelaran", "“She knows my number,”"],
    ["Court orders", "Rosa Tremayne", "“Now they can see whether she drew it well,”"],
    ["Halden", "Priya Nandakumar", "“There is no offer, there were no talks and there is no price,”"],
  ];
  await opened();
  for (const [at, [headline, speaker, quote]] of expected.entries()) {
    const frame = await report(() => browser.click(`#examples li:nth-child(${at + 1}) button`), headline);
    const said = await browser.eval(`Object.fromEntries(Array.from(document.querySelectorAll(".voice"), (voice) => [
      voice.querySelector(".name").firstChild.textContent.trim(),
      Array.from(voice.querySelectorAll("blockquote"), (e) => e.textContent.trim())]))`, frame);
    assert.ok(said[speaker]?.includes(quote), `${speaker}: ${JSON.stringify(said)}`);
    t.diagnostic(await browser.eval("document.getElementById('took').textContent"));
    await browser.click("#back");
  }
  assert.deepEqual(browser.errors, []);
});

test("what is offered to keep is the report and the facts", async () => {
  await opened();
  await report(() => browser.click("#examples button"), "Dockers");
  const kept = (id) => browser.eval(`(async () => { const link = document.getElementById("${id}");
    return [link.download, await (await fetch(link.href)).text()]; })()`);
  const [[page, html], [facts, json]] = [await kept("html"), await kept("json")];
  assert.deepEqual([page, facts], ["report.html", "facts.json"]);
  assert.match(html, /^<!DOCTYPE html>[^]*Marta Oyelaran[^]*<\/html>\s*$/);
  const { text, offsets, date, quotes } = JSON.parse(json);
  assert.deepEqual([offsets, date], ["utf16", "2025-10-14"]);
  assert.ok(quotes.some(({ content }) => content.some((span) => text.slice(...span) === "“She knows my number,”")));
});

test("no text, too long a text, a file that is none: told, and nothing read", async () => {
  const wrong = async (act, words) => {
    await act();
    await browser.until(`document.querySelector('#status.wrong')?.textContent.includes(${JSON.stringify(words)})`);
    assert.equal(await browser.eval(SHOWN), false);
  };
  await opened();
  await browser.ask("Input.insertText", { text: "It rained." });
  const fill = (expression) => browser.eval(`document.getElementById("text").value = ${expression}`);
  await wrong(() => browser.click("#clear").then(() => browser.click("#read")), "There is no text yet");
  await wrong(() => fill('" \\n"').then(() => browser.click("#read")), "There is no text yet");
  await wrong(() => fill('"a".repeat(200001)').then(() => browser.click("#read")), "200,001 characters; at most 200,000");
  const given = (name, words) => browser.eval(`(() => { const given = new DataTransfer();
    given.items.add(new File([${JSON.stringify(words)}], "${name}")); const input = document.getElementById("file");
    input.files = given.files; input.dispatchEvent(new Event("change")); })()`);
  await wrong(() => given("a.pdf", "%PDF-1.7 and so on"), "this is a PDF");
  const html = "<article><h1>Ann Lee wins</h1><p>“It was hard,” Ann Lee said in Oslo.</p></article>";
  const frame = await report(() => given("a.html", html), "Ann Lee wins");
  assert.deepEqual(await browser.eval(listed(".said blockquote"), frame), ["“It was hard,”"]);
  assert.deepEqual(browser.errors, []);
});

test("while one text is read the newest of the others is kept", async () => {
  await opened();
  const given = () => browser.eval(`(() => { const [box, form] = ["text", "form"].map((id) => document.getElementById(id));
    for (const words of [${JSON.stringify(article)}.repeat(20), "Bob Ray said that it rained.", "Ann Lee said that it snowed."]) {
      box.value = words; form.requestSubmit(); } })()`);
  const frame = await report(given, "it snowed");
  assert.deepEqual(await browser.eval(listed(".voice h3 .name"), frame), ["Ann Lee"]);
});

test("keys are enough", async () => {
  await opened();
  await browser.ask("Input.insertText", { text: "“It rained,” Bob Ray said." });
  await report(() => browser.key("Enter", 13, 2), "Bob Ray");
  assert.equal(await browser.eval("document.activeElement.id"), "back");
  await browser.key("Enter", 13);
  await browser.ask("Input.dispatchKeyEvent", { type: "char", text: "\r" });
  await browser.until(`!${SHOWN}`);
});

test("on a phone nothing is wider than the window", async () => {
  await opened();
  await browser.size(360, 740, "dark");
  assert.ok(await browser.eval("document.documentElement.scrollWidth <= 360"));
  await picture("form-phone-dark");
});

test("where a file is missing, the page says so", async () => {
  await browser.open(`${address}missing/`);
  await browser.until("document.querySelector('#status.wrong')?.textContent.includes('could not be had: 404')");
});

test("in one file, without a server", { skip: existsSync(`${folder}/newsgraph.html`) ? false : "newsgraph.html is not there" }, async () => {
  await opened(`file://${folder}/newsgraph.html`);
  const frame = await pasted();
  assert.ok((await browser.eval(listed(".said blockquote"), frame)).length > 5);
  assert.deepEqual(browser.errors, []);
});

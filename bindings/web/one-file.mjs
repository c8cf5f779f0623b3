// Puts a page with all that it loads into one file, which a browser opens without a server:
// `node one-file.mjs FOLDER FILE`.
import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const [folder, file] = process.argv.slice(2);
const part = (name) => readFileSync(`${folder}/${name}`, "utf8");
const wasm = gzipSync(readFileSync(`${folder}/newsgraph_bg.wasm`), { level: 9 });

// Nothing of it is run: the page makes a worker of it.
function kept(id, content) {
  if (/<\/script|<!--/i.test(content)) throw new Error(`${id} cannot stand in a page: it holds an end of a script`);
  return `<script type="text/plain" id="${id}">${content}</script>\n`;
}

function replaced(text, mark, by) {
  if (text.split(mark).length !== 2) throw new Error(`expected one ${mark}`);
  return text.replace(mark, () => by);
}

// Here a worker can load nothing: it holds what it imports.
const imported = 'import init, { english, read } from "./newsgraph.js";';
const worker = replaced(part("worker.js"), imported, `${part("newsgraph.js")}\nconst init = __wbg_init;`);
const held = kept("in-worker", worker) + kept("in-wasm", wasm.toString("base64"));
let page = part("index.html");
page = replaced(page, '<link rel="stylesheet" href="page.css">', `<style>\n${part("page.css")}</style>`);
page = replaced(page, '<script type="module" src="page.js"></script>', `<script type="module">\n${part("page.js")}</script>`);
page = replaced(page, "<script>", `${held}<script>`);
writeFileSync(file, page);

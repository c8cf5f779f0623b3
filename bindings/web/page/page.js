// The page: a text in, its report out. What reads is worker.js.

// Longer than any article; reading it takes seconds.
const MOST = 200_000;

const at = (id) => document.getElementById(id);
const grouped = (number) => number.toLocaleString("en");

// Calls the worker. While it reads a text only the newest of those that came meanwhile is kept.
class Reader {
  #worker;
  #loading;
  #open = new Map();
  #count = 0;
  #busy = false;
  #waiting = null;

  constructor(first, onProgress) {
    this.first = first;
    this.onProgress = onProgress;
  }

  load() {
    this.#loading ??= this.#start();
    return this.#loading;
  }

  async #start() {
    try {
      const inside = await contained();
      this.#worker = new Worker(inside?.worker ?? "worker.js", { type: "module" });
      this.#worker.onmessage = ({ data }) => this.#answered(data);
      this.#worker.onerror = (event) => {
        event.preventDefault();
        this.#failed(event.message || "The program could not be started: this browser is too old, or a file is missing.");
      };
      await this.#call("load", inside?.wasm ?? new URL("newsgraph_bg.wasm", location.href).href, this.first);
    } catch (error) {
      this.#loading = null;
      throw error;
    }
  }

  #answered({ number, result, error, loaded, total }) {
    if (number === undefined) {
      this.onProgress(loaded, total);
      return;
    }
    const { call, resolve, reject } = this.#open.get(number);
    if (error === undefined) {
      this.#open.delete(number);
      resolve(result);
    } else if (call === "read") {
      this.#open.delete(number);
      reject(new Error(error));
    } else {
      // No text is an error: what failed is the program, and may be in disorder.
      this.#failed(error);
    }
  }

  // Nothing that was asked will be answered; what is asked next starts a new worker.
  #failed(message) {
    this.#worker.terminate();
    this.#loading = null;
    for (const { reject } of this.#open.values()) reject(new Error(message));
    this.#open.clear();
  }

  #call(call, ...given) {
    return new Promise((resolve, reject) => {
      const number = this.#count++;
      this.#open.set(number, { call, resolve, reject });
      this.#worker.postMessage({ number, call, given });
    });
  }

  async call(call, ...given) {
    await this.load();
    return this.#call(call, ...given);
  }

  // The report of the newest text, once it is read; nothing for a text that came while another was read, since the one
  // who gave the other is given it.
  async annotate(text, options) {
    this.#waiting = { text, options };
    if (this.#busy) return null;
    this.#busy = true;
    try {
      let read = null;
      while (this.#waiting) {
        const { text, options } = this.#waiting;
        this.#waiting = null;
        read = this.call("annotate", text, options).then((found) => ({ ...found, text }));
        await read.catch(() => {});
      }
      return await read;
    } finally {
      this.#busy = false;
    }
  }
}

// What a page in one file holds itself: a worker and the WebAssembly.
async function contained() {
  const [worker, wasm] = ["in-worker", "in-wasm"].map((id) => at(id)?.textContent);
  if (!wasm) return null;
  const url = `data:text/javascript,${encodeURIComponent(worker)}`;
  const packed = await fetch(`data:application/gzip;base64,${wasm}`);
  const plain = new Response(packed.body.pipeThrough(new DecompressionStream("gzip")));
  return { worker: url, wasm: await plain.arrayBuffer() };
}

const [text, date, status, bar] = [at("text"), at("date"), at("status"), at("progress")];
const examples = [...document.querySelectorAll("template.example")].map(({ content, dataset }) => (
  { words: content.textContent.trim(), ...dataset }
));
const reader = new Reader(examples[0].words, (loaded, total) => {
  bar.hidden = false;
  if (total >= loaded) bar.value = loaded / total;
  else bar.removeAttribute("value");
  const mega = (bytes) => (bytes / 1e6).toFixed(1);
  say(`Loading the models: ${mega(loaded)}${total >= loaded ? ` of ${mega(total)}` : ""} MB`);
});

function say(words, isWrong = false) {
  status.textContent = words;
  status.classList.toggle("wrong", isWrong);
}

function fault(words) {
  bar.hidden = true;
  say(words, true);
}

function wrongWith(words) {
  if (!words.trim()) return "There is no text yet: paste an article, or try one of those below.";
  if (words.length > MOST) {
    return `The text has ${grouped(words.length)} characters; at most ${grouped(MOST)} are read at once. Paste one article.`;
  }
  return null;
}

// Reads what stands in the box, and shows its report.
async function run() {
  const wrong = wrongWith(text.value);
  if (wrong) {
    fault(wrong);
    text.focus();
    return;
  }
  say("Reading\u2026");
  bar.hidden = false;
  bar.removeAttribute("value");
  try {
    const read = await reader.annotate(text.value, { date: date.value || null });
    if (read) show(read);
  } catch (error) {
    fault(error.message);
  }
}

function show({ report, json, took, text: { length } }) {
  bar.hidden = true;
  say("");
  offer(at("html"), report, "text/html");
  offer(at("json"), json, "application/json");
  // A frame of its own, without the right to reach this page, and new each time, so that it adds nothing to the history.
  // Without a base its links to its own places would be links to this page.
  const frame = at("report").cloneNode();
  frame.srcdoc = report.replace("<head>", '<head><base href="about:srcdoc">');
  at("report").replaceWith(frame);
  at("took").textContent = `${grouped(length)} characters read in ${Math.ceil(took)} ms, on your machine`;
  if (history.state?.view !== "report") history.pushState({ view: "report" }, "");
  view();
  at("back").focus();
}

// Puts what a link downloads in the place of what it did.
function offer(link, content, type) {
  if (link.href) URL.revokeObjectURL(link.href);
  link.href = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
}

// Shows the form or the report, as the browser's history has it.
function view() {
  const isReport = history.state?.view === "report" && Boolean(at("html").href);
  at("result").hidden = !isReport;
  at("compose").hidden = isReport;
}

async function open(file) {
  say(`Opening ${file.name}\u2026`);
  try {
    const documents = await reader.call("read", file.name, new Uint8Array(await file.arrayBuffer()));
    if (!documents.length) throw new Error(`${file.name}: there is no article in it.`);
    fill(documents[0].text, documents[0].date);
    await run();
    if (documents.length > 1) at("took").textContent += `; the first of ${grouped(documents.length)} in ${file.name}`;
  } catch (error) {
    fault(error.message);
  }
}

function fill(words, day) {
  text.value = words;
  date.value = day ?? "";
  at("clear").hidden = !words;
}

function list({ words, title, date: day }) {
  const button = document.createElement("button");
  const lead = document.createElement("small");
  button.type = "button";
  lead.textContent = words.split("\n\n")[1];
  button.append(title, lead);
  button.addEventListener("click", () => {
    fill(words, day);
    run();
  });
  at("examples").appendChild(document.createElement("li")).append(button);
}

at("form").addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
text.addEventListener("input", () => {
  at("clear").hidden = !text.value;
  if (status.classList.contains("wrong")) say("");
});
// An article that is pasted in the place of all that stands there is read at once.
text.addEventListener("paste", () => {
  const selected = text.value.slice(text.selectionStart, text.selectionEnd);
  if (selected.trim() === text.value.trim()) setTimeout(run);
});
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
});
at("clear").addEventListener("click", () => {
  fill("", null);
  say("");
  text.focus();
});
at("file").addEventListener("change", ({ target }) => {
  if (target.files[0]) open(target.files[0]);
  target.value = "";
});
const paper = text.parentElement;
for (const kind of ["dragover", "dragleave", "drop"]) {
  paper.addEventListener(kind, (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    paper.classList.toggle("over", kind === "dragover");
    if (kind === "drop") open(event.dataTransfer.files[0]);
  });
}
// Going back would only undo a step within the report, where there was one.
at("back").addEventListener("click", () => {
  history.pushState({ view: "form" }, "");
  view();
  text.focus();
});
addEventListener("popstate", view);

examples.forEach(list);
view();
reader.load().then(() => {
  bar.hidden = true;
  if (!status.textContent || status.textContent.startsWith("Loading")) say("Ready. No network is needed from here on.");
}, (error) => fault(error.message));

// A Chromium without a window, driven over its protocol for developer tools by two pipes.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const program = ["chromium", "chromium-browser", "google-chrome"].find(
  (name) => spawnSync(name, ["--version"]).status === 0,
);

export class Browser {
  #child;
  #profile;
  #session;
  #open = new Map();
  #count = 0;
  // What the page, its worker and the report said that is an error.
  errors = [];
  // The session of the report.
  report;

  static async start() {
    const browser = new Browser();
    await browser.#launch();
    return browser;
  }

  async #launch() {
    this.#profile = mkdtempSync(join(tmpdir(), "newsgraph-web-"));
    const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--remote-debugging-pipe"];
    this.#child = spawn(program, [...flags, `--user-data-dir=${this.#profile}`, "about:blank"], {
      stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
    });
    this.#child.once("exit", () => {
      for (const { reject } of this.#open.values()) reject(new Error("the browser ended"));
    });
    let kept = "";
    this.#child.stdio[4].setEncoding("utf8").on("data", (piece) => {
      const messages = (kept + piece).split("\0");
      kept = messages.pop();
      for (const message of messages) this.#read(JSON.parse(message));
    });
    const { targetId } = await this.ask("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.ask("Target.attachToTarget", { targetId, flatten: true });
    this.#session = sessionId;
    for (const domain of ["Page", "Runtime", "Log"]) await this.ask(`${domain}.enable`);
    // The report and the worker are targets of their own.
    await this.ask("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: true });
  }

  #read({ id, method, params, result, error }) {
    const isError = method === "Runtime.exceptionThrown" ||
      (method === "Log.entryAdded" && params.entry.level === "error") ||
      (method === "Runtime.consoleAPICalled" && params.type === "error");
    if (isError) this.errors.push(JSON.stringify(params));
    if (method === "Target.attachedToTarget" && params.targetInfo.type !== "page") this.#attached(params);
    const { resolve, reject } = this.#open.get(id) ?? {};
    this.#open.delete(id);
    if (error) reject(new Error(JSON.stringify(error)));
    else resolve?.(result);
  }

  #attached({ sessionId, targetInfo: { type } }) {
    if (type === "iframe") this.report = sessionId;
    for (const domain of ["Runtime", "Log"]) this.ask(`${domain}.enable`, {}, sessionId).catch(() => {});
  }

  ask(method, params = {}, sessionId = this.#session) {
    return new Promise((resolve, reject) => {
      const id = ++this.#count;
      this.#open.set(id, { resolve, reject });
      this.#child.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  // What an expression gives in the page, or in the report.
  async eval(expression, session) {
    const params = { expression, returnByValue: true, awaitPromise: true };
    const { result, exceptionDetails } = await this.ask("Runtime.evaluate", params, session);
    if (exceptionDetails) throw new Error(`${expression}: ${JSON.stringify(exceptionDetails)}`);
    return result.value;
  }

  // Waits until an expression is true in the page.
  async until(expression, session, patience = 60_000) {
    const end = Date.now() + patience;
    while (!(await this.eval(`Boolean(${expression})`, session))) {
      if (Date.now() > end) throw new Error(`never true: ${expression}; ${await this.eval("document.body.innerText", session)}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  open(url) {
    return this.ask("Page.navigate", { url });
  }

  // Copies a text in a box of its own, and pastes it in the place of all that stands in another.
  async paste(words, selector) {
    await this.eval(`(() => { const box = document.body.appendChild(document.createElement("textarea"));
      box.id = "copied"; box.value = ${JSON.stringify(words)}; box.select(); })()`);
    await this.command("copy");
    await this.eval(`document.getElementById("copied").remove(); document.querySelector("${selector}").select()`);
    await this.command("paste");
  }

  async command(name) {
    await this.ask("Input.dispatchKeyEvent", { type: "rawKeyDown", key: "Unidentified", commands: [name] });
    await this.ask("Input.dispatchKeyEvent", { type: "keyUp", key: "Unidentified" });
  }

  // Clicks with the mouse in the middle of an element, once what is there is also what is drawn: before that the click
  // would go to a frame that was there.
  async click(selector) {
    await this.eval(`document.querySelector(${JSON.stringify(selector)}).scrollIntoView({ block: "center", behavior: "instant" })`);
    await this.ask("Page.captureScreenshot", { format: "jpeg", quality: 1 });
    const [x, y] = await this.eval(`(() => { const r = document.querySelector(${JSON.stringify(selector)}).getClientRects()[0];
      return [r.left + r.width / 2, r.top + r.height / 2]; })()`);
    for (const type of ["mousePressed", "mouseReleased"]) {
      await this.ask("Input.dispatchMouseEvent", { type, x, y, button: "left", clickCount: 1 });
    }
  }

  async key(key, code, modifiers = 0) {
    for (const type of ["rawKeyDown", "keyUp"]) {
      await this.ask("Input.dispatchKeyEvent", { type, key, code: key, windowsVirtualKeyCode: code, modifiers });
    }
  }

  size(width, height, scheme = "light") {
    const features = [{ name: "prefers-color-scheme", value: scheme }];
    return Promise.all([
      this.ask("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: width < 500 }),
      this.ask("Emulation.setEmulatedMedia", { features }),
    ]);
  }

  async picture(file) {
    const { data } = await this.ask("Page.captureScreenshot");
    writeFileSync(file, Buffer.from(data, "base64"));
  }

  async end() {
    const ended = new Promise((resolve) => this.#child.once("exit", resolve));
    this.#child.kill();
    await ended;
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

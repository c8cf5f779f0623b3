// For node: the WebAssembly is read from the file beside this one, and `init` has nothing left to do.
import { readFileSync } from "node:fs";
import { initSync } from "./newsgraph.js";

initSync({ module: readFileSync(new URL("./newsgraph_bg.wasm", import.meta.url)) });

export * from "./index.js";
export { default } from "./index.js";

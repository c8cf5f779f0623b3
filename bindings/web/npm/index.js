// For browsers and bundlers: `await init()` fetches the WebAssembly that lies beside this file.
export { AnnotatedDocument, Pipeline, default, english, read } from "./newsgraph.js";

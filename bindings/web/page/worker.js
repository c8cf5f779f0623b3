// Reads texts away from the page, so that it answers while a long one is read. One message in, one out, in order.
import init, { english, read } from "./newsgraph.js";

let pipeline;

// What is read first takes several times as long, since the engine compiles as it goes. So that is a text which nobody
// waits for.
async function load(source, first) {
  await init({ module_or_path: source instanceof ArrayBuffer ? source : counted(await fetched(source)) });
  pipeline = english();
  pipeline.annotate(first).free();
}

async function fetched(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} could not be had: ${response.status} ${response.statusText}`);
  return response;
}

// The same answer, telling how many bytes of it have come.
function counted(response) {
  const total = Number(response.headers.get("Content-Length"));
  let loaded = 0;
  const count = new TransformStream({
    transform(piece, to) {
      loaded += piece.byteLength;
      postMessage({ loaded, total });
      to.enqueue(piece);
    },
  });
  return new Response(response.body.pipeThrough(count), { headers: { "Content-Type": "application/wasm" } });
}

function annotate(text, options) {
  const start = performance.now();
  const document = pipeline.annotate(text, options);
  const found = { report: document.report(), json: document.json() };
  document.free();
  return { ...found, took: performance.now() - start };
}

const calls = { load, annotate, read };

onmessage = async ({ data: { number, call, given } }) => {
  try {
    postMessage({ number, result: await calls[call](...given) });
  } catch (error) {
    postMessage({ number, error: error.message });
  }
};

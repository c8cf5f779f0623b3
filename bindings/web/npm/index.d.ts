/// <reference lib="esnext.disposable" />
export {
  AnnotatedDocument,
  Pipeline,
  default,
  english,
  read,
} from "./newsgraph.js";
export type * from "./newsgraph.js";

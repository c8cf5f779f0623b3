// Compiled, not run: the types say what a program may write.
import init, { english, read, type Facts, type InputDocument, type Pipeline, type Quote } from "newsgraph";

export async function said(words: string): Promise<string[]> {
  await init();
  const pipeline: Pipeline = english({ layers: ["quotes", "entities"] });
  const facts: Facts = pipeline.annotate(words, { id: "a", date: "2020-01-02" }).facts();
  const of = ({ speaker, content }: Quote) =>
    `${speaker && words.slice(...speaker.span)}: ${content.map((span) => words.slice(...span)).join(" ")}`;
  return facts.quotes.map(of);
}

export const first: InputDocument | undefined = read("a.txt", new Uint8Array())[0];

// @ts-expect-error: there is no such layer.
english({ layers: ["quoits"] });
// @ts-expect-error: there is no such unit.
english().annotate("a").json("bits");
// @ts-expect-error: a text is asked for.
english().annotate(7);

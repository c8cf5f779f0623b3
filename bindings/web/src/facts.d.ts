
/** The unit of positions: that of JavaScript's strings is `utf16`. */
export type OffsetUnit = "byte" | "char" | "utf16";

export type LayerName =
  | "tokens"
  | "sentences"
  | "quote_marks"
  | "syntax"
  | "mentions"
  | "quotes"
  | "entities"
  | "relations"
  | "triples";

/** Where something begins and where it ends; `text.slice(...span)` with `utf16`. */
export type Span = [start: number, end: number];

/** The place of an item in its list, from 0. */
export type Position = number;

/** What was found in a text: schema 2 of newsgraph's JSON. */
export interface Facts {
  schema: 2;
  id: string;
  offsets: OffsetUnit;
  date: string | null;
  text: string;
  /** The layers that are there, and who made them. The list of any other is empty. */
  layers: Layer[];
  paragraphs: Span[];
  sentences: Span[];
  tokens: Token[];
  mentions: Mention[];
  entities: Entity[];
  quotes: Quote[];
  relations: Relation[];
  triples: Triple[];
  quote_marks: QuoteMark[];
  repairs: Repair[];
}

export interface Layer {
  layer: LayerName;
  component: string;
  model: string | null;
  /** How many items at the end of the list were added by a later component. */
  appended?: number;
}

export interface Token {
  span: Span;
  pos: string | null;
  xpos: string | null;
  lemma: string | null;
  head: Position | null;
  dep: string | null;
}

export interface Mention {
  span: Span;
  text: string;
  label: string;
  kind: "proper" | "nominal" | "pronoun" | "value";
  entity: Position | null;
  /** A value in its normal form, such as a day or an amount. */
  value?: string;
  score?: number;
}

export interface Entity {
  id: Position;
  name: string;
  label: string;
  mentions: Position[];
}

/** Who speaks, or who is spoken to. */
export interface Participant {
  span: Span;
  /** The word that the others hang on, where it is not the whole span. */
  head?: Span;
  entity: Position | null;
  how: "named" | "pronoun" | "described" | "implicit";
  role?: string;
  role_span?: Span;
  /** The entity whose name the role or description holds. */
  for?: Position;
  for_span?: Span;
}

export interface Quote {
  kind: "direct" | "indirect" | "mixed";
  act: "speech" | "thought" | "attitude" | "other";
  content: Span[];
  /** The word that reports it. */
  cue: Span | null;
  parent: Position | null;
  score?: number;
  speaker: Participant | null;
  /** All who speak, where several do together. */
  speakers?: Participant[];
  addressee: Participant | null;
}

export interface Relation {
  label: string;
  subject: Position;
  object: Position;
  evidence: Span[];
  status: "now" | "former" | "planned" | "denied";
  role?: string;
  role_span?: Span;
  negated: boolean;
  hedged: boolean;
  quote: Position | null;
  score?: number;
}

export interface Triple {
  subject: Span;
  /** The verb, where it is not in the text. */
  implied?: string;
  predicate: Span[];
  object: Span;
  arguments: Span[];
  text: [subject: string, predicate: string, object: string];
  negated: boolean;
  hedged: boolean;
  quote: Position | null;
  score?: number;
}

export interface QuoteMark {
  span: Span;
  open: Span | null;
  close: Span | null;
  kind: "double" | "single";
  depth: number;
  continues: boolean;
  repair: "unclosed" | "unopened" | "wrong_way" | null;
}

export interface Repair {
  span: Span;
  what: string;
}

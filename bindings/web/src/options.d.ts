
/** What `english` lets one choose. */
export interface PipelineOptions {
  /** The layers that are wanted; only what they need is loaded and run. All without it. */
  layers?: LayerName[];
}

/** What is known of a text. */
export interface DocumentOptions {
  /** Its id, shown in the report and written to JSON; empty without it. */
  id?: string;
  /** The day that it is of, as `YYYY-MM-DD`, against which "last month" is read. */
  date?: string | null;
}

/** A document of a file. */
export interface InputDocument {
  id: string;
  date: string | null;
  text: string;
}

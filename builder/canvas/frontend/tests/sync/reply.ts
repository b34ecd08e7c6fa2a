/** A reply without any news, for tests to say what is new. */
import type { Reply } from "../../src/protocol";

export const NOTHING_NEW: Omit<Reply, "number" | "revision"> = {
  project: "p",
  client_ack: null,
  catalog: null,
  document: null,
  changes: [],
  collisions: [],
  taken: [],
  diagnostics: null,
  code: null,
  code_answer: null,
  code_follows: false,
  saved: "saved",
  waits: false,
};

import { beforeEach, expect, test } from "vitest";

import type { Edit, Reply, Request } from "../../src/protocol";
import { Canvas } from "../../src/state/Canvas";
import { submitCode, tidyCode, typeCode } from "../../src/state/writing";
import { document, node } from "../document/sketch";
import { NOTHING_NEW } from "../sync/reply";

let canvas: Canvas;
let sent: Request[];
let number = 0;

function reply(change: Partial<Reply> = {}): Reply {
  number += 1;
  return { ...NOTHING_NEW, number, revision: 1, ...change };
}

const client = () => canvas.state.replica.log.client;
const put = (units: number): Edit => ({ kind: "put_node", node: node("a", { config: { units } }), block: null });
const code = (version: number, text: string) => ({ version, text, lines: {} });
const units = () => canvas.graph.nodes.get("a")?.config["units"];

/** What Python says to our text of that number: taken over, as version `version` of the code. */
function takenOver(version: number, text: string, edits: Edit[]): Partial<Reply> {
  const changes = [{ revision: 2, client: client(), edits, code: 1, merged: false }];
  const code_answer = { client: client(), number: 1, mistakes: [], notes: [] };
  return { revision: 2, changes, code_answer, code: code(version, text) };
}

beforeEach(() => {
  sessionStorage.clear();
  sent = [];
  canvas = new Canvas("p");
  canvas.connect((request) => sent.push(request));
  const nodes = [node("a", { config: { units: 1 } })];
  canvas.receive(reply({ document: document({ nodes }), code: code(7, "Dense(1)") }));
  canvas.receive(reply());
});

test("what is typed goes to Python with its version, again and again until it is answered", () => {
  typeCode(canvas, "Dense(2)");
  submitCode(canvas);
  expect(sent.at(-1)?.code).toEqual({ number: 1, base: 7, text: "Dense(2)" });
  canvas.receive(reply());
  canvas.refresh();
  expect(sent.at(-1)?.code?.number).toBe(1);
  canvas.receive(reply(takenOver(8, "Dense(2)", [put(2)])));
  canvas.refresh();
  canvas.receive(reply({ revision: 2 }));
  expect(sent.at(-1)?.code).toBeNull();
});

test("a code edit of ours is one step of undo, however often its change comes", () => {
  typeCode(canvas, "Dense(2)");
  submitCode(canvas);
  const change = takenOver(8, "Dense(2)", [put(2)]);
  canvas.receive(reply(change));
  canvas.receive(reply(change));
  expect([units(), canvas.state.history.past.length, canvas.state.writing.draft]).toEqual([2, 1, null]);
  canvas.undo();
  expect(units()).toBe(1);
  canvas.redo();
  expect(units()).toBe(2);
});

test("a code edit of another tab is no step of ours", () => {
  canvas.receive(reply({ revision: 2, changes: [{ revision: 2, client: "other", edits: [put(3)], code: 1, merged: false }] }));
  expect([units(), canvas.state.history.past.length]).toEqual([3, 0]);
});

test("many layers without places ask for a layout, a few beside others do not", () => {
  const fresh = (id: string, x: number): Edit => ({ kind: "put_node", node: node(id, { position: { x, y: 0 } }) });
  typeCode(canvas, "more");
  submitCode(canvas);
  canvas.receive(reply(takenOver(8, "more", [fresh("b", 0), fresh("c", 0)])));
  expect(canvas.state.unplaced).toBe(1);
});

test("tidying asks for Layerloom's own writing and drops what was typed", () => {
  typeCode(canvas, "Dens(");
  tidyCode(canvas);
  expect(canvas.state.writing.draft).toBeNull();
  expect(canvas.state.writing.asked).toEqual({ number: 1, base: 7, text: null });
});

import { beforeEach, expect, test, vi } from "vitest";

import type { CatalogPart, Reply, Request } from "../../src/protocol";
import { Canvas } from "../../src/state/Canvas";
import { canvasOf } from "../../src/state/canvases";
import { addLayer, changeConfig, connectPorts, moveNodes, removeSelected, rename } from "../../src/state/gestures";
import { saveState } from "../../src/state/state";
import { document } from "../document/sketch";
import { catalog, layer } from "../panels/specs";
import { NOTHING_NEW } from "../sync/reply";

const CATALOG: CatalogPart = { ...catalog([layer("Source", { inputs: [] }), layer("Dense")]), hash: "test" };
const PLACE = { x: 0, y: 0 };

let canvas: Canvas;
let sent: Request[];
let number = 0;

function reply(change: Partial<Reply> = {}): Reply {
  number += 1;
  return { ...NOTHING_NEW, number, revision: 0, ...change };
}

beforeEach(() => {
  sessionStorage.clear();
  canvas = new Canvas("p");
  sent = [];
  canvas.receive(reply({ catalog: CATALOG, document: document({ name: "N" }) }));
  canvas.connect((request) => sent.push(request));
  canvas.receive(reply());
  sent.length = 0;
});

const names = () => [...canvas.graph.nodes.keys()];

test("click by click a stack grows, each layer selected in turn", () => {
  for (const className of ["Source", "Dense", "Dense"]) addLayer(canvas, className, PLACE);
  expect(names()).toEqual(["source_1", "dense_1", "dense_2"]);
  expect(canvas.graph.edges.size).toBe(2);
  expect(canvas.state.selectedNodes).toEqual(["dense_2"]);
});

test("deleting can be undone and redone, with the edges", () => {
  for (const className of ["Source", "Dense", "Dense"]) addLayer(canvas, className, PLACE);
  canvas.select(["dense_1"]);
  removeSelected(canvas);
  expect([names(), canvas.graph.edges.size]).toEqual([["source_1", "dense_2"], 0]);
  canvas.undo();
  expect([new Set(names()), canvas.graph.edges.size]).toEqual([new Set(["source_1", "dense_1", "dense_2"]), 2]);
  canvas.redo();
  expect([names(), canvas.graph.edges.size]).toEqual([["source_1", "dense_2"], 0]);
});

test("a refused connection says why and changes nothing", () => {
  for (const className of ["Source", "Dense"]) addLayer(canvas, className, PLACE);
  const before = canvas.graph;
  connectPorts(canvas, { source: "dense_1", target: "source_1", output: 0, argument: null, index: 0 });
  expect(canvas.graph).toBe(before);
  expect(canvas.state.toast.text).toContain("would close a circle");
});

test("a drag that ends where it began is no edit", () => {
  const { id, position } = addLayer(canvas, "Source", PLACE);
  const steps = canvas.state.history.past.length;
  moveNodes(canvas, new Map([[id, position]]));
  expect(canvas.state.history.past).toHaveLength(steps);
});

test("typing a number is one step of undo", () => {
  const { id } = addLayer(canvas, "Dense", PLACE);
  for (const units of [1, 12, 128]) changeConfig(canvas, id, { units });
  canvas.undo();
  expect(canvas.graph.nodes.get(id)?.config).toEqual({});
});

test("it is saved when Python has acknowledged everything", () => {
  rename(canvas, "Mine");
  expect([saveState(canvas.state), sent.length]).toEqual(["saving", 1]);
  canvas.refresh();
  const [request] = sent;
  if (!request) throw new Error("nothing was sent");
  const changes = [{ revision: 1, client: request.client, edits: request.edits, code: 0, merged: false }];
  canvas.receive(reply({ revision: 1, client_ack: { client: request.client, seq: 1 }, changes }));
  expect([saveState(canvas.state), canvas.graph.settings.name]).toEqual(["saved", "Mine"]);
  canvas.receive(reply({ revision: 1, saved: "The disk is full." }));
  expect(saveState(canvas.state)).toBe("failed");
});

test("Python hears a first change at once, and of those that follow it quickly after a pause", () => {
  rename(canvas, "M");
  canvas.receive(reply({ revision: 1, client_ack: { client: sent[0]?.client ?? "", seq: 1 } }));
  rename(canvas, "Mi");
  rename(canvas, "Mine");
  expect(sent.map((request) => request.edits.length)).toEqual([1]);
});

test("Python hears at once of a change of something else, however quickly it follows", () => {
  const { id } = addLayer(canvas, "Dense", PLACE);
  take(1);
  rename(canvas, "M");
  take(2);
  changeConfig(canvas, id, { units: 1 });
  expect(sent.map((request) => request.edits.length)).toEqual([1, 1, 1]);
});

/** Python takes over the one edit that was sent last. */
function take(revision: number): void {
  const { client, first, edits } = sent.at(-1) as Request;
  const changes = [{ revision, client, edits, code: 0, merged: false }];
  canvas.receive(reply({ revision, client_ack: { client, seq: first }, changes }));
}

test("a command is sent once, and again only while no answer came", () => {
  canvas.ask({ name: "train" });
  canvas.receive(reply());
  canvas.refresh();
  expect(sent.map((request) => request.command)).toEqual([{ name: "train" }, null]);
});

test("a project has one canvas for as long as the page lives", () => {
  expect(canvasOf("one")).toBe(canvasOf("one"));
  expect(canvasOf("one")).not.toBe(canvasOf("two"));
});

test("a page that loads anew sends what the last one could not, under another name", () => {
  addLayer(canvas, "Source", PLACE);
  const after = new Canvas("p");
  after.connect((request) => sent.push(request));
  after.refresh();
  const [first, second] = [sent[0], sent.at(-1)];
  expect(second?.edits).toEqual(first?.edits);
  expect(second?.client).not.toBe(first?.client);
  after.receive(reply({ document: document(), client_ack: { client: second?.client ?? "", seq: 0 } }));
  expect([...after.graph.nodes.keys()]).toEqual(["source_1"]);
});

test("nothing is kept of edits that Python has", () => {
  addLayer(canvas, "Source", PLACE);
  canvas.receive(reply({ client_ack: { client: sent[0]?.client ?? "", seq: 1 } }));
  expect(new Canvas("p").state.replica.log.edits).toEqual([]);
});

test("a reply that was heard before, or that a later one overtook, changes nothing", () => {
  const late = reply({ revision: 1, document: document({ name: "Late" }) });
  canvas.receive(reply({ revision: 2, document: document({ name: "Newest" }) }));
  canvas.receive(late);
  expect(canvas.graph.settings.name).toBe("Newest");
});

test("an edit that cannot be saved just now stays, is said to wait, and is sent again until it is saved", () => {
  vi.useFakeTimers();
  try {
    addLayer(canvas, "Source", PLACE);
    const client = sent[0]?.client ?? "";
    canvas.receive(reply({ client_ack: { client, seq: 0 }, saved: "The disk is full.", waits: true }));
    expect([saveState(canvas.state), canvas.state.saved]).toEqual(["waiting", "The disk is full."]);
    expect(new Canvas("p").state.replica.log.edits).toEqual(sent[0]?.edits);
    vi.advanceTimersByTime(1_000);
    expect(sent[1]?.edits).toEqual(sent[0]?.edits);
    canvas.receive(reply({ client_ack: { client, seq: 1 }, revision: 1 }));
    expect(saveState(canvas.state)).toBe("saved");
  } finally {
    vi.useRealTimers();
  }
});

test("a command that came with edits that wait is not repeated when they are sent again", () => {
  vi.useFakeTimers();
  try {
    canvas.ask({ name: "train" });
    canvas.receive(reply({ saved: "The disk is full.", waits: true }));
    vi.advanceTimersByTime(1_000);
    expect(sent.map((request) => request.command)).toEqual([{ name: "train" }, null]);
  } finally {
    vi.useRealTimers();
  }
});

test("code that follows is asked for after a pause, and only once", () => {
  vi.useFakeTimers();
  try {
    const checked = { version: 1, base: 0, nodes: {}, removed: [], problems: [], blocks: {}, total_parameters: 0 };
    addLayer(canvas, "Source", PLACE);
    const client_ack = { client: sent[0]?.client ?? "", seq: 1 };
    const diagnostics = { ...checked, pending: false, notice: "" };
    canvas.receive(reply({ client_ack, revision: 1, diagnostics, code_follows: true }));
    vi.advanceTimersByTime(100);
    expect(sent).toHaveLength(1);
    vi.advanceTimersByTime(100);
    expect(sent.map((request) => request.edits.length)).toEqual([1, 0]);
    canvas.receive(reply({ revision: 1 }));
    vi.advanceTimersByTime(10_000);
    expect(sent).toHaveLength(2);
  } finally {
    vi.useRealTimers();
  }
});

/** What becomes of a tab while another one edits the same network. */
import { beforeEach, expect, test } from "vitest";

import type { CatalogPart, Edit, Node, Reply, Request } from "../../src/protocol";
import { Canvas } from "../../src/state/Canvas";
import { addLayer, applyFix, changeConfig } from "../../src/state/gestures";
import { document, node } from "../document/sketch";
import { catalog, layer } from "../panels/specs";
import { NOTHING_NEW } from "../sync/reply";

const CATALOG: CatalogPart = { ...catalog([layer("Dense")]), hash: "test" };

let canvas: Canvas;
let sent: Request[];
let number = 0;

function reply(change: Partial<Reply> = {}): Reply {
  number += 1;
  return { ...NOTHING_NEW, number, revision: 0, ...change };
}

const theirs = (revision: number, edits: Edit[]) => ({ revision, client: "other", edits, code: 0, merged: false });

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

/** A tab that holds one layer, about which Python says more. */
function withDense(): Node {
  const dense = node("dense_1", { config: { units: 16 } });
  canvas.receive(reply({ revision: 1, document: document({ nodes: [dense] }) }));
  canvas.receive(reply({ revision: 1 }));
  sent.length = 0;
  return dense;
}

test("an edit says what it found where it was made", () => {
  const dense = withDense();
  changeConfig(canvas, "dense_1", { units: 77 });
  expect(sent.at(-1)?.edits).toEqual([
    { kind: "put_node", node: { ...dense, config: { units: 77 } }, was: dense, block: null },
  ]);
});

test("what collided is kept until it was read, and told once however often it is sent", () => {
  withDense();
  const collisions = [{ revision: 2, text: "Two tabs changed units." }];
  const changes = [theirs(2, [])];
  canvas.receive(reply({ revision: 2, changes, collisions }));
  canvas.receive(reply({ revision: 2, changes, collisions }));
  expect(canvas.state.collisions).toEqual(collisions);
});

test("a layer whose name another tab gave first gets another, stays selected, and is sent at once", () => {
  const first = addLayer(canvas, "Dense", { x: 0, y: 0 });
  changeConfig(canvas, first.id, { units: 5 });
  const [request] = sent;
  canvas.receive(
    reply({
      revision: 1,
      client_ack: { client: request?.client ?? "", seq: 0 },
      changes: [theirs(1, [{ kind: "put_node", node: node("dense_1", { config: { units: 7 } }) }])],
      taken: [{ kind: "node", block: null, id: "dense_1" }],
    }),
  );
  const units = [...canvas.graph.nodes].map(([id, { config }]) => [id, config["units"]]);
  expect(units).toEqual([["dense_1", 7], ["dense_2", 5]]);
  expect(canvas.state.selectedNodes).toEqual(["dense_2"]);
  expect(canvas.state.toast.text).toContain('"dense_1" is "dense_2" here');
  expect(sent.at(-1)?.edits.map((edit) => edit.kind === "put_node" && edit.node.id)).toEqual(["dense_2", "dense_2"]);
  canvas.undo();
  canvas.undo();
  expect(names()).toEqual(["dense_1"]);
});

test("undo of a change to a layer that another tab deleted says so and brings nothing back", () => {
  withDense();
  changeConfig(canvas, "dense_1", { units: 77 });
  const client_ack = { client: sent.at(-1)?.client ?? "", seq: 1 };
  canvas.receive(reply({ revision: 3, client_ack, changes: [theirs(3, [{ kind: "remove_node", id: "dense_1" }])] }));
  canvas.undo();
  expect(names()).toEqual([]);
  expect(canvas.state.toast.text).toContain("deleted");
});

test("an idle tab asks for what is new only where there is something", async () => {
  const asked: number[] = [];
  let isNew = false;
  canvas.connect(
    (request) => sent.push(request),
    (revision) => {
      asked.push(revision);
      return Promise.resolve(isNew);
    },
  );
  canvas.receive(reply());
  sent.length = 0;
  await canvas.follow();
  expect([asked, sent]).toEqual([[0], []]);
  isNew = true;
  await canvas.follow();
  expect(sent).toHaveLength(1);
});

const put = (it: Node): Edit => ({ kind: "put_node", node: it, block: null });

/** A mend as Python sends it, made for a network that has been edited since. */
const mend = (edits: Edit[]) => applyFix(canvas, { label: "Mend", edits });

test("a mend changes only what it is about in a layer that was edited since it was offered", () => {
  const dense = withDense();
  canvas.receive(reply({ revision: 2, changes: [theirs(2, [put({ ...dense, label: "theirs" })])] }));
  mend([{ kind: "put_node", node: { ...dense, config: { units: 10 } }, was: dense, block: null }]);
  expect(canvas.graph.nodes.get("dense_1")).toMatchObject({ config: { units: 10 }, label: "theirs" });
});

test("what a mend adds gets another name where its own was given meanwhile", () => {
  const dense = withDense();
  const theirFlatten = node("flatten", { label: "theirs" });
  canvas.receive(reply({ revision: 2, changes: [theirs(2, [put(theirFlatten)])] }));
  const edge = { id: "e", source: "flatten", output: 0, target: "dense_1", argument: null, index: 0 };
  mend([
    { kind: "put_node", node: node("flatten"), was: null, block: null },
    { kind: "put_edge", edge, was: null, block: null },
  ]);
  expect(canvas.graph.nodes.get("flatten")).toEqual(theirFlatten);
  const [added] = names().filter((name) => name !== "flatten" && name !== dense.id);
  expect(canvas.graph.edges.get("e")).toMatchObject({ source: added, target: "dense_1" });
});

test("a mend of a layer that was deleted meanwhile brings nothing back and says so", () => {
  const dense = withDense();
  canvas.receive(reply({ revision: 2, changes: [theirs(2, [{ kind: "remove_node", id: "dense_1", block: null }])] }));
  mend([{ kind: "put_node", node: { ...dense, config: { units: 10 } }, was: dense, block: null }]);
  expect(names()).toEqual([]);
  expect(canvas.state.toast.text).toContain('Another tab deleted "dense_1"');
});

import fc from "fast-check";
import { expect, test } from "vitest";

import { applyEdits } from "../../src/document/apply";
import type { Network } from "../../src/document/graph";
import { EMPTY_HISTORY, type History, latest, redo, remember, undo } from "../../src/document/history";
import { invertEdits } from "../../src/document/invert";
import { withMerged } from "../../src/document/merge";
import type { Edit } from "../../src/protocol";
import { block, contents, graph, node, someEdits } from "./sketch";

type Past = { graph: Network; history: History };

function edit({ graph: before, history }: Past, forth: Edit[], key = "", at = 0): Past {
  const step = { back: invertEdits(before, forth), forth, key, at, path: [] };
  return { graph: applyEdits(before, forth), history: remember(history, step) };
}

function travel(past: Past, way: typeof undo): Past {
  const journey = way(past.history);
  return journey ? { graph: withMerged(past.graph, journey.edits), history: journey.history } : past;
}

const INSIDE = block([node("a"), node("1")]);
const START: Past = { graph: graph([node("a"), node("b")], [], { k: INSIDE }), history: EMPTY_HISTORY };
const renamed = (label: string): Edit[] => [{ kind: "put_node", node: node("a", { label }) }];

test("inverse edits bring the graph back, whatever the edits were", () => {
  fc.assert(
    fc.property(someEdits, someEdits, (first, second) => {
      const before = applyEdits(START.graph, first);
      const after = applyEdits(applyEdits(before, second), invertEdits(before, second));
      expect(contents(after)).toEqual(contents(before));
    }),
  );
});

test("undoing every step restores the beginning and redoing them the end", () => {
  const keys = fc.constantFrom("", "units", "label");
  fc.assert(
    fc.property(fc.array(fc.tuple(someEdits, keys), { maxLength: 6 }), (steps) => {
      const end = steps.reduce((past, [edits, key]) => edit(past, edits, key), START);
      const back = steps.reduce((past) => travel(past, undo), end);
      const forth = steps.reduce((past) => travel(past, redo), back);
      expect(contents(back.graph)).toEqual(contents(START.graph));
      expect(contents(forth.graph)).toEqual(contents(end.graph));
    }),
  );
});

test("typing in one field is one step, a pause or another field begins a new one", () => {
  let past = edit(START, renamed("d"), "label of a", 0);
  past = edit(past, renamed("de"), "label of a", 300);
  expect(past.history.past).toHaveLength(1);
  past = edit(past, renamed("den"), "label of a", 9_000);
  past = edit(past, renamed("dens"), "label of b", 9_100);
  expect(past.history.past).toHaveLength(3);
});

test("a new step forgets what could be redone", () => {
  const undone = travel(edit(START, renamed("x")), undo);
  expect(undone.history.future).toHaveLength(1);
  expect(edit(undone, renamed("y")).history.future).toEqual([]);
});

test("a block that was made on the way is made again", () => {
  const inside: Edit[] = [{ kind: "put_node", node: node("1"), block: "new" }];
  const emptied: Edit[] = [{ kind: "remove_node", id: "1", block: "new" }];
  const end = edit(edit(START, inside, "label"), emptied, "label");
  const forth = travel(travel(end, undo), redo);
  expect(contents(forth.graph)).toEqual(contents(end.graph));
});

test("only the latest edit of each record is kept", () => {
  expect(latest([...renamed("x"), ...renamed("y")])).toEqual(renamed("y"));
});

test("undo and redo leave alone what another tab changed since in the same node", () => {
  const theirs = (past: Past): Past => ({ ...past, graph: applyEdits(past.graph, their(past.graph)) });
  const their = ({ nodes }: Network): Edit[] => {
    const before = nodes.get("a");
    return before ? [{ kind: "put_node", node: { ...before, config: { units: 77 } } }] : [];
  };
  const back = travel(theirs(edit(START, renamed("x"))), undo);
  expect(back.graph.nodes.get("a")).toEqual(node("a", { config: { units: 77 } }));
  expect(travel(back, redo).graph.nodes.get("a")).toEqual(node("a", { label: "x", config: { units: 77 } }));
});

test("undo brings back nothing that another tab deleted since", () => {
  const past = edit(START, renamed("x"));
  const without = { ...past, graph: applyEdits(past.graph, [{ kind: "remove_node", id: "a" }]) };
  expect([...travel(without, undo).graph.nodes.keys()]).toEqual(["b"]);
});

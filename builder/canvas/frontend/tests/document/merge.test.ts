import fc from "fast-check";
import { expect, test } from "vitest";

import { applyEdits } from "../../src/document/apply";
import { basedOn, mergeEdits, withMerged } from "../../src/document/merge";
import type { Edit, Node } from "../../src/protocol";
import { block, contents, edge, graph, node, someEdits } from "./sketch";

const DENSE = node("a", { config: { units: 16, activation: "relu" } });
const NETWORK = graph([DENSE, node("b")], [edge("a", "b")], { k: block([node("a")]) });

const change = (it: Partial<Node>): Edit => ({ kind: "put_node", node: { ...DENSE, ...it }, was: DENSE });
const inTurn = (...edits: Edit[]) => edits.reduce((network, edit) => withMerged(network, [edit]), NETWORK);

test("changes of different fields commute and none is lost", () => {
  const config = fc.record({ units: fc.nat(9), use_bias: fc.boolean() }, { requiredKeys: [] });
  const rest = fc.record({ label: fc.string({ maxLength: 3 }), call: fc.record({ training: fc.boolean() }) });
  fc.assert(
    fc.property(config, fc.constantFrom("tanh", undefined), rest, (args, activation, other) => {
      const first = change({ config: { ...DENSE.config, ...args } });
      const without = { units: 16 };
      const second = change({ ...other, config: activation ? { ...without, activation } : without });
      const both = inTurn(first, second);
      expect(contents(both)).toEqual(contents(inTurn(second, first)));
      const wanted = { ...without, ...args, ...(activation ? { activation } : {}) };
      expect(both.nodes.get("a")).toEqual({ ...DENSE, ...other, config: wanted });
    }),
  );
});

test("edits based on what is there come to what they say, and twice to the same as once", () => {
  fc.assert(
    fc.property(someEdits, someEdits, (first, second) => {
      const network = applyEdits(NETWORK, first);
      const edits = basedOn(network, second);
      const after = withMerged(network, edits);
      expect(contents(after)).toEqual(contents(applyEdits(network, second)));
      expect(contents(withMerged(after, edits))).toEqual(contents(after));
    }),
  );
});

test("a change of a node that is no longer there brings nothing back, and says what it was about", () => {
  const without = applyEdits(NETWORK, [{ kind: "remove_node", id: "a" }]);
  expect(mergeEdits(without, [change({ label: "x" })])).toEqual({ edits: [], lost: ["a"] });
});

test("another class takes its own arguments along", () => {
  const theirs = change({ config: { units: 77 }, label: "theirs" });
  const both = inTurn(theirs, change({ class_name: "Conv2D", config: { filters: 8 } }));
  expect(both.nodes.get("a")).toMatchObject({ class_name: "Conv2D", config: { filters: 8 }, label: "theirs" });
});

test("name and outputs of a block are merged", () => {
  const settings = NETWORK.blocks.get("k")?.settings;
  if (!settings) throw new Error("no block");
  const outputs = [{ node: "a", output: 0 }];
  const both = inTurn(
    { kind: "put_block", id: "k", ...settings, name: "Mine", was: settings },
    { kind: "put_block", id: "k", ...settings, outputs, was: settings },
  );
  expect(both.blocks.get("k")?.settings).toEqual({ ...settings, name: "Mine", outputs });
});

test("a block that is removed is remembered whole", () => {
  const [removal] = basedOn(NETWORK, [{ kind: "remove_block", id: "k" }]);
  expect(removal).toEqual({ kind: "remove_block", id: "k", was: block([node("a")]) });
});

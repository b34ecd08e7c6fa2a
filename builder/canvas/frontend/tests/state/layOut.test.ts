import { expect, test } from "vitest";

import type { Arrangement } from "../../src/state/arrange";
import { layOut } from "../../src/state/layOut";

/** Arranges edges such as "a b", those into one node in the order of its ports; returns x by node. */
function columns(...edges: string[]): Record<string, number> {
  const ends = edges.map((edge) => edge.split(" ") as [string, string]);
  const ids = [...new Set(ends.flat())];
  const arrangement: Arrangement = {
    nodes: ids.map((id) => ({ id, width: 210, height: 58 })),
    edges: ends.map(([source, target], place) => {
      const into = ends.filter((other) => other[1] === target);
      const port = (into.indexOf(ends[place] as [string, string]) + 1) / (into.length + 1) - 0.5;
      return { id: `e${place}`, source, target, port };
    }),
    room: { width: 1_000, height: 1_000 },
  };
  return Object.fromEntries(layOut(arrangement).map(([id, { x }]) => [id, x]));
}

test("the branches of a merging layer lie in the order of its ports", () => {
  // A residual block whose shortcut is a convolution, first drawn one way and then the other.
  const main = ["in a", "a b", "b pool"];
  const first = columns(...main, "in short", "pool add", "short add");
  expect(first["pool"]).toBeLessThan(first["short"] ?? 0);
  const last = columns(...main, "in short", "short add", "pool add");
  expect(last["pool"]).toBeGreaterThan(last["short"] ?? 0);
});

test("branches of unlike length do, too", () => {
  const x = columns("in one", "in three_a", "in five_a", "three_a three", "five_a five", "five add", "three add", "one add");
  expect(x["five"]).toBeLessThan(x["three"] ?? 0);
  expect(x["three"]).toBeLessThan(x["one"] ?? 0);
});

test("where ports cannot be followed without crossing more, dagre's order stays", () => {
  const crossed = columns("a c", "b d", "c e", "d e", "d f", "c f");
  expect(new Set(Object.values(crossed)).size).toBeGreaterThan(1);
  expect((crossed["a"] ?? 0) < (crossed["b"] ?? 0)).toBe((crossed["c"] ?? 0) < (crossed["d"] ?? 0));
});

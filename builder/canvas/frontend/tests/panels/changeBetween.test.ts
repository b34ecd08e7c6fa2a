import fc from "fast-check";
import { expect, test } from "vitest";

import { changeBetween } from "../../src/panels/changeBetween";

test("the change touches only what differs", () => {
  expect(changeBetween("units=64)", "units=128)")).toEqual({ from: 6, to: 8, insert: "128" });
  expect(changeBetween("same", "same")).toBeNull();
});

test("the change turns any text into any other", () => {
  const short = fc.string({ unit: fc.constantFrom("a", "b", "\n"), maxLength: 12 });
  fc.assert(
    fc.property(short, short, (before, after) => {
      const change = changeBetween(before, after) ?? { from: 0, to: 0, insert: "" };
      expect(before.slice(0, change.from) + change.insert + before.slice(change.to)).toBe(after);
    }),
  );
});

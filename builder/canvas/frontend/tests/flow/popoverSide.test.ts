import { Position } from "@xyflow/react";
import { expect, test } from "vitest";

import { popoverSide } from "../../src/flow/popoverSide";

const VIEW = { width: 900, height: 700 };
const NODE = { x: 300, y: 250, width: 210, height: 58 };

test("the card goes to the right where there is room", () => {
  expect(popoverSide(NODE, [], VIEW)).toBe(Position.Right);
});

test("the card goes below where it would hide another node or leave the view", () => {
  expect(popoverSide(NODE, [{ ...NODE, x: 560 }], VIEW)).toBe(Position.Bottom);
  expect(popoverSide({ ...NODE, x: 600 }, [], VIEW)).toBe(Position.Bottom);
});

test("the card goes to the left where a stack lies below", () => {
  const below = { ...NODE, x: 600, y: 366 };
  expect(popoverSide({ ...NODE, x: 600 }, [below], VIEW)).toBe(Position.Left);
});

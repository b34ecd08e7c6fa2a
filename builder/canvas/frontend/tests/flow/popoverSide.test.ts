import { expect, test } from "vitest";

import { popoverSide } from "../../src/flow/popoverSide";

const VIEW = { width: 900, height: 700 };
const NODE = { x: 300, y: 250, width: 210, height: 58 };

test("the card goes to the right where there is room", () => {
  expect(popoverSide(NODE, [], VIEW)).toBe("right start");
});

test("the card goes below where it would hide another node", () => {
  expect(popoverSide(NODE, [{ ...NODE, x: 560 }], VIEW)).toBe("bottom center");
});

test("the card ends with the node where the view does", () => {
  expect(popoverSide({ ...NODE, x: 680 }, [], VIEW)).toBe("bottom end");
});

test("the card goes to the left where a stack lies below", () => {
  expect(popoverSide({ ...NODE, x: 680 }, [{ ...NODE, x: 680, y: 366 }], VIEW)).toBe("left start");
});

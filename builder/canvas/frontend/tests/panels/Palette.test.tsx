import { cleanup, createEvent, fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test } from "vitest";

import { Palette } from "../../src/panels/Palette";
import { layer } from "./specs";

const families = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`f${index}`, `Family ${index}`]));
const entries = [
  ...["Dense", "Conv1D", "Conv2D", "Conv3D", "SeparableConv2D", "Embedding"].map((name) => layer(name, { family: "f0" })),
  ...Object.keys(families).slice(1).map((family, index) => layer(`Layer${index}`, { family })),
];
const layers = Object.fromEntries(entries.map((entry) => [entry.class_name, entry]));
let added: string[] = [];

beforeEach(() => {
  added = [];
  render(<Palette families={families} layers={layers} onAdd={(name) => added.push(name)} />);
});
afterEach(cleanup);

test("a click adds the layer, its summary is the tooltip", async () => {
  const dense = screen.getByRole("button", { name: "Add Dense" });
  await userEvent.click(dense);
  expect(added).toEqual(["Dense"]);
  expect(dense.title).toBe("The layer Dense.");
});

test("rare families and the end of large ones wait behind a button", async () => {
  expect(screen.queryByRole("button", { name: "Add Layer9" })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "2 more families" }));
  expect(screen.getByRole("button", { name: "Add Layer9" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Add Embedding" })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "2 more" }));
  expect(screen.getByRole("button", { name: "Add Embedding" })).toBeTruthy();
});

test("slash goes to the search, arrows move, Enter adds, Escape clears", async () => {
  await userEvent.keyboard("/conv 2d");
  expect(screen.getByRole("searchbox", { name: "Find a layer" })).toHaveProperty("value", "conv 2d");
  expect(screen.getAllByRole("button").map((button) => button.ariaLabel)).toEqual([
    "Add Conv2D",
    "Add SeparableConv2D",
  ]);
  await userEvent.keyboard("{Enter}{ArrowDown}{ArrowDown}{Enter}{ArrowUp}{Enter}");
  expect(added).toEqual(["Conv2D", "SeparableConv2D", "Conv2D"]);
  await userEvent.keyboard("{Escape}");
  expect(screen.getByRole("button", { name: "Add Dense" })).toBeTruthy();
});

test("arrow keys go from the search into the families and through them", async () => {
  await userEvent.keyboard("/{ArrowDown}{ArrowDown}{ArrowDown}{ArrowUp}{Enter}");
  expect(added).toEqual(["Conv1D"]);
});

test("a search without result says so and leads back", async () => {
  await userEvent.keyboard("/zebra{Enter}");
  expect(added).toEqual([]);
  expect(screen.getByText("No layer is called “zebra”.")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Show all layers" }));
  expect(screen.getByRole("button", { name: "Add Dense" })).toBeTruthy();
});

test("a drag carries the class name", () => {
  const carried = new Map<string, string>();
  const dense = screen.getByRole("button", { name: "Add Dense" });
  const event = createEvent.dragStart(dense, {
    dataTransfer: { setData: (type: string, value: string) => carried.set(type, value) },
  });
  fireEvent(dense, event);
  expect([...carried]).toEqual([["application/x-layerloom-layer", "Dense"]]);
});

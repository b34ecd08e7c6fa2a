import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import { Bench, bidirectional, cell, dense, lookup, recurrent, retype, stacked, stored } from "./bench";

afterEach(cleanup);

test("a nested layer has its own form", async () => {
  const start = { layer: { class_name: "Dense", config: { units: 8 } } };
  render(<Bench entry={bidirectional} start={start} />);
  await retype("units", "16");
  expect(stored().config).toEqual({ layer: { class_name: "Dense", config: { units: 16 } } });
  await userEvent.selectOptions(screen.getByLabelText("layer"), "Stacked");
  expect(stored().config).toEqual({ layer: { class_name: "Stacked", config: { cells: null } } });
});

test("layers in a list are added, put in order and taken away", async () => {
  const [first, second] = [4, 8].map((units) => ({ class_name: "Dense", config: { units } }));
  render(<Bench entry={stacked} start={{ cells: [first ?? null, second ?? null] }} />);
  await userEvent.click(screen.getByRole("button", { name: "Move item 2 up" }));
  expect(stored().config).toEqual({ cells: [second, first] });
  await userEvent.click(screen.getByRole("button", { name: "Add a layer" }));
  expect(stored().config).toEqual({ cells: [second, first, first] });
  await userEvent.click(screen.getByRole("button", { name: "Remove item 1" }));
  expect(stored().config).toEqual({ cells: [first, first] });
});

test("where one layer will do, one is no list", async () => {
  render(<Bench entry={recurrent} start={{ cell }} />);
  expect(within(screen.getByRole("group", { name: "Arguments of cell 1" })).getByLabelText("units")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Add a layer" }));
  expect(stored().config).toEqual({ cell: [cell, cell] });
  await userEvent.click(screen.getByRole("button", { name: "Remove item 1" }));
  expect(stored().config).toEqual({ cell });
});

test("a vocabulary is typed or pasted a word a line", async () => {
  render(<Bench entry={lookup} start={{}} />);
  await userEvent.click(screen.getByLabelText("vocabulary"));
  await userEvent.paste("cat\n large dog \n\nbird, red\n");
  expect(stored().config).toEqual({ vocabulary: ["cat", "large dog", "bird, red"] });
  await userEvent.tab();
  expect(screen.getByLabelText<HTMLTextAreaElement>("vocabulary").value).toBe("cat\nlarge dog\nbird, red");
  await retype("vocabulary", "cat, dog");
  expect(stored().config).toEqual({ vocabulary: ["cat", "dog"] });
});

test("an activation may be a layer with arguments of its own", async () => {
  render(<Bench entry={dense} start={{ units: 1 }} />);
  await userEvent.selectOptions(screen.getByLabelText("activation"), "Leaky");
  expect(stored().config).toEqual({ units: 1, activation: { class_name: "Leaky", config: {} } });
  await retype("slope", "0.1");
  expect(stored().config).toEqual({ units: 1, activation: { class_name: "Leaky", config: { slope: 0.1 } } });
});

import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import { Bench, dense, retype, stored } from "./bench";
import { argument, layer, problem } from "./specs";

afterEach(cleanup);

test("a number is handed on while it is typed, what is no number is kept back and explained", async () => {
  render(<Bench entry={dense} start={{ units: 64 }} />);
  await retype("units", "12");
  expect(stored().config).toEqual({ units: 12 });
  await userEvent.type(screen.getByLabelText("units"), ".5");
  expect(stored().config).toEqual({ units: 12 });
  expect(screen.getByRole("alert").textContent).toBe("units must be a whole number");
  expect(screen.getByLabelText("units").getAttribute("aria-invalid")).toBe("true");
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByRole("alert")).toBeNull();
  expect(screen.getByLabelText("units")).toHaveProperty("value", "12");
});

test("arrow keys step a number, ten at a time with Shift", async () => {
  render(<Bench entry={dense} start={{ units: 64 }} />);
  await userEvent.click(screen.getByLabelText("units"));
  await userEvent.keyboard("{ArrowUp}{Shift>}{ArrowDown}{/Shift}");
  expect(stored().config).toEqual({ units: 55 });
});

test("undo from elsewhere replaces what stands in a field", async () => {
  render(<Bench entry={dense} start={{ units: 64 }} />);
  await retype("units", "12x");
  await userEvent.click(screen.getByText("Undo"));
  expect(screen.getByLabelText("units")).toHaveProperty("value", "64");
  expect(screen.queryByRole("alert")).toBeNull();
});

test("a lone integer stays a scalar, and reset goes back to the default", async () => {
  render(<Bench entry={dense} start={{ units: 64 }} />);
  await retype("strides", "2");
  expect(stored().config).toEqual({ units: 64, strides: 2 });
  await userEvent.type(screen.getByLabelText("strides"), ", 3");
  expect(stored().config).toEqual({ units: 64, strides: [2, 3] });
  await userEvent.click(screen.getByRole("button", { name: "Reset to default" }));
  expect(stored().config).toEqual({ units: 64 });
  expect(screen.getByLabelText("strides")).toHaveProperty("value", "1, 1");
});

test("switches and selects leave defaults out and know none", async () => {
  render(<Bench entry={dense} start={{ units: 64 }} />);
  await userEvent.click(screen.getByRole("switch", { name: "use_bias" }));
  await userEvent.selectOptions(screen.getByLabelText("activation"), "relu");
  await userEvent.selectOptions(screen.getByLabelText("padding"), "none");
  expect(stored().config).toEqual({ units: 64, use_bias: false, activation: "relu", padding: null });
  await userEvent.click(screen.getByRole("switch", { name: "use_bias" }));
  await userEvent.selectOptions(screen.getByLabelText("activation"), "none");
  await userEvent.selectOptions(screen.getByLabelText("padding"), "valid");
  expect(stored().config).toEqual({ units: 64 });
});

test("a regularizer is a name until one of its own arguments is set", async () => {
  render(<Bench entry={dense} start={{ units: 64 }} />);
  await userEvent.click(screen.getByRole("button", { name: "Initializers, regularizers (2)" }));
  await userEvent.selectOptions(screen.getByLabelText("kernel_regularizer"), "l2");
  expect(stored().config).toEqual({ units: 64, kernel_regularizer: "l2" });
  await retype("l2", "0.5");
  const regularizer = { class_name: "L2", config: { l2: 0.5 } };
  expect(stored().config).toEqual({ units: 64, kernel_regularizer: regularizer });
});

test("the default initializer is not written down, one without a short name is an object", async () => {
  render(<Bench entry={dense} start={{ units: 64, kernel_initializer: "zeros" }} />);
  await userEvent.click(screen.getByRole("button", { name: "Initializers, regularizers (2) 1 set" }));
  await userEvent.selectOptions(screen.getByLabelText("kernel_initializer"), "glorot_uniform");
  expect(stored().config).toEqual({ units: 64 });
  await userEvent.selectOptions(screen.getByLabelText("kernel_initializer"), "Constant");
  expect(stored().config).toEqual({ units: 64, kernel_initializer: { class_name: "Constant", config: {} } });
});

test("a default by a name that the catalogue does not list can be chosen again", async () => {
  const initializer = argument({ name: "embeddings_initializer", kind: "initializer", default: "uniform" });
  render(<Bench entry={layer("Embedding", { arguments: [initializer] })} start={{}} />);
  expect(screen.getByLabelText("embeddings_initializer")).toHaveProperty("value", "uniform");
  await userEvent.selectOptions(screen.getByLabelText("embeddings_initializer"), "zeros");
  expect(stored().config).toEqual({ embeddings_initializer: "zeros" });
  await userEvent.selectOptions(screen.getByLabelText("embeddings_initializer"), "uniform");
  expect(stored().config).toEqual({});
});

test("a problem with an argument opens its fold and stands at its field", () => {
  const wrong = problem({ argument: "kernel_initializer", message: "No initializer is called glorot." });
  render(<Bench entry={dense} start={{ units: 64, kernel_initializer: "glorot" }} problems={[wrong]} />);
  expect(screen.getByLabelText("kernel_initializer").getAttribute("aria-invalid")).toBe("true");
  expect(screen.getByText("No initializer is called glorot.")).toBeTruthy();
});

test("a problem of the layer is told once, with a mend to click", async () => {
  const fix = { label: "Insert Flatten", edits: [] };
  render(<Bench entry={dense} start={{ units: 64 }} problems={[problem({ message: "No.", fixes: [fix] })]} />);
  expect(screen.getAllByText("No.")).toHaveLength(1);
  await userEvent.click(screen.getByRole("button", { name: "Insert Flatten" }));
  expect(stored().label).toBe("Insert Flatten");
});

test("help is there on demand and does not take the label's name", async () => {
  render(<Bench entry={dense} start={{ units: 64 }} />);
  expect(screen.queryByText("How many outputs.")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Help", description: "units" }));
  expect(screen.getByText("How many outputs.")).toBeTruthy();
  expect(screen.getAllByLabelText(/units/)).toHaveLength(1);
});

test("the label, calls and figures of the layer", async () => {
  render(<Bench entry={dense} start={{ units: 64 }} />);
  await retype("label", "my layer ");
  expect(stored().label).toBe("my layer");
  await userEvent.click(screen.getByRole("button", { name: "When it is called (1)" }));
  await userEvent.selectOptions(screen.getByLabelText("training"), "no");
  expect(stored().call).toEqual({ training: false });
  const inspector = within(screen.getByRole("region", { name: "Inspector" }));
  expect(inspector.getByText("5408")).toBeTruthy();
  expect(inspector.getByText("692,352 · 99.8 %")).toBeTruthy();
});

test("a layer that is called again shows no arguments", () => {
  render(<Bench entry={dense} start={{}} shares="n0" />);
  expect(screen.queryByLabelText("units")).toBeNull();
});

test("a class that the catalogue does not know still has its label", () => {
  render(<Bench entry={undefined} start={{ units: 3 }} />);
  expect(screen.getByText("The installed Keras has no layer called Mystery.")).toBeTruthy();
  expect(screen.getByLabelText("label")).toHaveProperty("value", "hidden");
});

test("of a class that the catalogue does not know a problem says what is wrong", () => {
  const told = problem({ message: "Sampling could not be understood, line 12: it is a layer of its own making." });
  render(<Bench entry={undefined} start={{}} problems={[told]} />);
  expect(screen.getByText(told.message)).toBeTruthy();
  expect(screen.queryByText(/The installed Keras has no layer/)).toBeNull();
});

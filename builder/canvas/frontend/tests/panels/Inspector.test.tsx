import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, expect, test } from "vitest";

import { Inspector } from "../../src/panels/Inspector";
import type { Config, LayerEntry, Node, Problem } from "../../src/protocol";
import { argument, catalog, layer, problem } from "./specs";

afterEach(cleanup);

const dense = layer("Dense", {
  arguments: [
    argument({ name: "units", kind: "integer", required: true, minimum: 1, suggestion: 64, help: "How many outputs." }),
    argument({ name: "activation", kind: "activation", nullable: true }),
    argument({ name: "use_bias", kind: "boolean", default: true }),
    argument({ name: "strides", kind: "integers", default: [1, 1], length: 2, scalar: true }),
    argument({ name: "padding", kind: "choice", default: "valid", choices: ["valid", "same"], nullable: true }),
    argument({ name: "kernel_initializer", kind: "initializer", default: "glorot_uniform", group: "advanced" }),
    argument({ name: "kernel_regularizer", kind: "regularizer", nullable: true, group: "advanced" }),
    argument({ name: "trainable", kind: "boolean", default: true, group: "advanced" }),
  ],
  call_arguments: [argument({ name: "training", kind: "boolean", nullable: true })],
});
const bidirectional = layer("Bidirectional", {
  arguments: [argument({ name: "layer", kind: "layer", required: true })],
});
const stacked = layer("Stacked", { arguments: [argument({ name: "cells", kind: "layers", required: true })] });
const known = catalog([dense, bidirectional, stacked]);

interface BenchProps {
  entry: LayerEntry | undefined;
  start: Config;
  problems?: Problem[];
  shares?: string;
}

/** Holds the node as the store does, and shows its configuration. */
function Bench({ entry, start, problems = [], shares }: BenchProps) {
  const [config, setConfig] = useState(start);
  const [call, setCall] = useState<Config>({});
  const [label, setLabel] = useState("hidden");
  const place = { id: "n1", position: { x: 0, y: 0 }, block: null };
  const node: Node = { ...place, class_name: entry?.class_name ?? "Mystery", config, call, label, shares: shares ?? null };
  return (
    <>
      <Inspector
        node={node}
        entry={entry}
        catalog={known}
        problems={problems}
        tensorsIn={[{ port: "inputs", sourceTitle: "flatten", spec: { shape: [null, 5408], dtype: "float32" } }]}
        tensorsOut={[{ shape: [null, 128], dtype: "float32" }]}
        parameters={692352}
        trainable={692352}
        totalParameters={693962}
        onChange={setConfig}
        onLabel={setLabel}
        onCall={setCall}
        onFix={(fix) => setLabel(fix.label)}
      />
      <output>{JSON.stringify({ config, call, label })}</output>
      <button onClick={() => setConfig(start)}>Undo</button>
    </>
  );
}

function stored(): { config: Config; call: Config; label: string } {
  return JSON.parse(document.querySelector("output")?.textContent ?? "");
}

async function retype(name: string, text: string) {
  await userEvent.clear(screen.getByLabelText(name));
  await userEvent.type(screen.getByLabelText(name), text);
}

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

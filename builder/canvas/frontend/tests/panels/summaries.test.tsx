import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import { Facts } from "../../src/panels/Facts";
import { layerFacts } from "../../src/panels/layerFacts";
import { Legend } from "../../src/panels/Legend";
import { NetworkSummary } from "../../src/panels/NetworkSummary";
import { SelectionSummary } from "../../src/panels/SelectionSummary";
import { shareText } from "../../src/panels/shareText";
import type { Node, TensorSpec } from "../../src/protocol";

afterEach(cleanup);

const words: TensorSpec = { shape: [null, 20, 64], dtype: "float32" };

function rowsOf(list: Element): string[] {
  return [...list.querySelectorAll("div")].map((row) => [...row.children].map((cell) => cell.textContent).join(": "));
}

test("figures name the port and the source of each of several inputs", () => {
  const facts = layerFacts({
    tensorsIn: [
      { port: "query", sourceTitle: "words", spec: words },
      { port: "value", sourceTitle: "pictures", spec: null },
    ],
    tensorsOut: [words, { shape: [null, null], dtype: "int32" }],
    parameters: 10,
    trainable: 8,
    totalParameters: 1000,
  });
  const { container } = render(<Facts facts={facts} />);
  expect(rowsOf(container)).toEqual([
    "Query · words: 20×64",
    "Value · pictures: not known yet",
    "Output 1: 20×64",
    "Output 2: ? int32",
    "Parameters: 10 · 1 %",
    "Trainable: 8",
  ]);
});

test("a share is never rounded to nothing or to all", () => {
  const pairs = [[1, 100_000], [99_999, 100_000], [1, 3], [5, 5], [0, 0]] as const;
  const texts = pairs.map(([part, whole]) => shareText(part, whole));
  expect(texts).toEqual(["< 0.1 %", "> 99.9 %", "33.3 %", "100 %", "0 %"]);
});

test("several layers are counted by class", () => {
  const place = { config: {}, call: {}, label: "", position: { x: 0, y: 0 }, shares: null, block: null };
  const classes = ["Dense", "Dense", "Flatten"];
  const nodes: Node[] = classes.map((class_name, at) => ({ id: `n${at}`, class_name, ...place }));
  const { container } = render(<SelectionSummary nodes={nodes} parameters={1500} totalParameters={3000} />);
  expect(screen.getByRole("heading").textContent).toBe("3 layers selected");
  expect(rowsOf(container)).toEqual(["Dense: 2", "Flatten: 1", "Parameters: 1,500 · 50 %"]);
});

test("the outline lists layers with shapes and leads to them", async () => {
  const jumps: string[] = [];
  const about = { className: "LSTM", family: "recurrent", tensors: [words] };
  render(
    <NetworkSummary
      name="Reader"
      totalParameters={1234}
      layerCount={2}
      inputs={["text"]}
      outputs={[]}
      rows={[
        { id: "n1", title: "first", parameters: 1234, ...about },
        { id: "n2", title: "second", parameters: 0, faulty: true, ...about },
      ]}
      onSelect={(id) => jumps.push(id)}
    />,
  );
  const [first, second] = screen.getAllByRole("button");
  expect([first, second].map((row) => row?.textContent)).toEqual([
    "firstLSTM20×641,234",
    "secondLSTM20×64problem",
  ]);
  await userEvent.click(first as HTMLElement);
  await userEvent.keyboard("{ArrowDown}{Enter}");
  expect(jumps).toEqual(["n1", "n2"]);
});

test("the legend says every rank in words", () => {
  render(<Legend />);
  const ranks = screen.getAllByRole("listitem").map((item) => item.textContent);
  expect(ranks).toEqual(["vector", "sequence", "image", "volume", "scalar"]);
});

import { cleanup, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ComponentProps, useState } from "react";
import { afterEach, expect, test } from "vitest";

import { CodePane } from "../../src/panels/CodePane";

afterEach(cleanup);

const text = "import keras\nx = 1\ny = 2\n";
const nothing = () => undefined;
const NONE: never[] = [];

type Shown = Partial<ComponentProps<typeof CodePane>>;

function pane(shown: Shown) {
  const elsewhere = { onUndo: nothing, onLine: nothing, onTidy: nothing };
  const heard = { onType: nothing, onLeave: nothing, onFocus: nothing, ...elsewhere };
  return <CodePane text={text} lines={{}} selected={NONE} mistakes={NONE} notes={NONE} {...heard} {...shown} />;
}

/** Says how often the code was left. */
function Desk() {
  const [left, setLeft] = useState(0);
  return (
    <>
      {pane({ onLeave: () => setLeft(left + 1) })}
      <output>{left}</output>
    </>
  );
}

function marked(): string[] {
  return [...document.querySelectorAll(".ll-code-marked")].map((line) => line.textContent ?? "");
}

function written(): string {
  return [...document.querySelectorAll(".cm-line")].map((line) => line.textContent).join("\n");
}

test("the lines of the selected layers are marked and follow new text", () => {
  const lines = { a: [2, 2], b: [2, 3] } satisfies Record<string, [number, number]>;
  const { rerender } = render(pane({ lines, selected: ["a"] }));
  expect(marked()).toEqual(["x = 1"]);
  rerender(pane({ lines, selected: ["a", "b", "gone"] }));
  expect(marked()).toEqual(["x = 1", "y = 2"]);
  rerender(pane({ text: `# new\n${text}`, lines: { a: [3, 3] }, selected: ["a"] }));
  expect(marked()).toEqual(["x = 1"]);
  rerender(pane({ text: "", lines: { a: [3, 3] }, selected: ["a"] }));
  expect(marked()).toEqual([]);
});

test("the code is copied as it stands", async () => {
  const user = userEvent.setup();
  render(pane({}));
  await user.click(screen.getByRole("button", { name: "Copy" }));
  expect(await screen.findByRole("button", { name: "Copied" })).toBeTruthy();
  expect(await navigator.clipboard.readText()).toBe(text);
});

test("the code is a text field to type into, and leaving it tells", async () => {
  render(<Desk />);
  const code = screen.getByRole("textbox", { name: "Python code" });
  expect(code.getAttribute("aria-multiline")).toBe("true");
  await userEvent.click(code);
  await userEvent.tab({ shift: true });
  await waitFor(() => expect(screen.getByText("1")).toBeTruthy());
});

test("mistakes are told in an alert, each with its line marked and within reach", async () => {
  const mistakes = [
    { line: 2, message: 'Unknown layer "Dens".' },
    { line: null, message: "No model is defined here." },
  ];
  render(pane({ mistakes, lines: null }));
  const alert = screen.getByRole("alert");
  const told = within(alert).getAllByRole("listitem").map((item) => item.textContent);
  expect(told).toEqual(['line 2Unknown layer "Dens".', "No model is defined here."]);
  expect(document.querySelector(".cm-lintRange-error")?.textContent).toBe("x = 1");
  await userEvent.click(within(alert).getByRole("button", { name: "line 2" }));
  expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Python code" }));
});

test("what is typed is not written over by the text of the network until that is taken over", () => {
  const { rerender } = render(pane({}));
  rerender(pane({ text: "something else", lines: null }));
  expect(written()).toBe(text);
  rerender(pane({ text: "something else", lines: {} }));
  expect(written()).toBe("something else");
});

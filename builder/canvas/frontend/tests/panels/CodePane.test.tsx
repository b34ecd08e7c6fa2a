import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import { CodePane } from "../../src/panels/CodePane";

afterEach(cleanup);

const text = "import keras\nx = 1\ny = 2\n";

function marked(): string[] {
  return [...document.querySelectorAll(".ll-code-marked")].map((line) => line.textContent ?? "");
}

test("the lines of the selected layers are marked and follow new text", () => {
  const lines = { a: [2, 2], b: [2, 3] } satisfies Record<string, [number, number]>;
  const { rerender } = render(<CodePane text={text} lines={lines} selected={["a"]} />);
  expect(marked()).toEqual(["x = 1"]);
  rerender(<CodePane text={text} lines={lines} selected={["a", "b", "gone"]} />);
  expect(marked()).toEqual(["x = 1", "y = 2"]);
  rerender(<CodePane text={`# new\n${text}`} lines={{ a: [3, 3] }} selected={["a"]} />);
  expect(marked()).toEqual(["x = 1"]);
  rerender(<CodePane text="" lines={{ a: [3, 3] }} selected={["a"]} />);
  expect(marked()).toEqual([]);
});

test("the code is copied as it stands", async () => {
  const user = userEvent.setup();
  render(<CodePane text={text} lines={{}} selected={[]} />);
  await user.click(screen.getByRole("button", { name: "Copy" }));
  expect(await screen.findByRole("button", { name: "Copied" })).toBeTruthy();
  expect(await navigator.clipboard.readText()).toBe(text);
});

test("the code can be read by keyboard and not be typed into", async () => {
  render(<CodePane text={text} lines={{}} selected={[]} />);
  const code = screen.getByLabelText("Python code");
  expect(code.tabIndex).toBe(0);
  expect(code.getAttribute("contenteditable")).toBe("false");
});

import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import { ProblemList } from "../../src/panels/ProblemList";
import type { Fix } from "../../src/protocol";
import { problem } from "./specs";

afterEach(cleanup);

test("a network without problems is told so calmly", () => {
  render(<ProblemList problems={[]} titles={{}} onJump={() => {}} onFix={() => {}} />);
  expect(screen.getByRole("region", { name: "Problems" }).textContent).toBe("No problems. Every layer fits.");
});

test("a problem leads to its layer, offers its mends and keeps Keras's words folded", async () => {
  const jumps: string[] = [];
  const applied: Fix[] = [];
  const fix = { label: "Insert Reshape", edits: [] };
  const given = { node_id: "n1", message: "words needs sequences.", hint: "Insert one.", details: "expected ndim=3" };
  const problems = [problem({ ...given, fixes: [fix] }), problem({ message: "Nothing goes in." })];
  const titles = { n1: "words" };
  render(
    <ProblemList
      problems={problems}
      titles={titles}
      onJump={(id) => jumps.push(id)}
      onFix={(chosen) => applied.push(chosen)}
    />,
  );
  expect(screen.getAllByRole("listitem")).toHaveLength(2);
  expect(screen.getByText("The whole network")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "words" }));
  expect(jumps).toEqual(["n1"]);
  await userEvent.click(screen.getByRole("button", { name: "Insert Reshape" }));
  expect(applied).toEqual([fix]);
  expect(screen.queryByText("expected ndim=3")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "What Keras says" }));
  expect(screen.getByText("expected ndim=3")).toBeTruthy();
});

import { useEffect, useMemo, useRef } from "react";

import { CodePane } from "../panels/CodePane";
import type { Code } from "../protocol";
import type { Canvas } from "../state/Canvas";
import { useCanvas, useCanvasParts, useCanvasState } from "../state/CanvasContext";
import { submitCode, tidyCode, typeCode, workOnCode } from "../state/writing";
import { ProblemsPane } from "./ProblemsPane";

/** Milliseconds after the last key until what was typed is read. */
const PAUSE = 600;

const NO_LINES = {};

/** The code to edit, with the problems below it, so that a mistake is told wherever one looks. */
export function CodeTab() {
  const canvas = useCanvas();
  const code = useCanvasState((state) => state.code);
  const writing = useCanvasState((state) => state.writing);
  const selected = useCanvasParts(({ path, selectedNodes }) => (path.length > 0 ? path.slice(0, 1) : selectedNodes));
  const listener = useListener(canvas);
  return (
    <>
      <CodePane
        {...listener}
        text={writing.draft?.text ?? code?.text ?? ""}
        lines={writing.draft ? null : (code?.lines ?? NO_LINES)}
        selected={selected}
        mistakes={writing.mistakes}
        notes={writing.notes}
      />
      <div className="ll-docked">
        <ProblemsPane />
      </div>
    </>
  );
}

function useListener(canvas: Canvas) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const listener = useMemo(() => {
    function onLeave() {
      clearTimeout(timer.current);
      workOnCode(canvas, false);
    }
    return {
      onLeave,
      onType(text: string) {
        typeCode(canvas, text);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => submitCode(canvas), PAUSE);
      },
      onFocus() {
        workOnCode(canvas, true);
      },
      onUndo: () => canvas.undo(),
      onTidy: () => tidyCode(canvas),
      onLine(line: number) {
        const { writing, code } = canvas.state;
        const id = writing.draft === null && code ? nodeAt(code.lines, line) : undefined;
        if (id === undefined || !canvas.network.nodes.has(id)) return;
        canvas.open([]);
        canvas.select([id]);
      },
    };
  }, [canvas]);
  useEffect(() => listener.onLeave, [listener]);
  return listener;
}

/** The node on this line: the one with the fewest lines, where several are written there. */
function nodeAt(lines: Code["lines"], line: number): string | undefined {
  const there = Object.entries(lines).filter(([, [first, last]]) => first <= line && line <= last);
  return there.sort(([, left], [, right]) => left[1] - left[0] - (right[1] - right[0]))[0]?.[0];
}

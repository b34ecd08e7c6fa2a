import { type CSSProperties, useCallback } from "react";

import { NetworkView } from "../flow/NetworkView";
import { useAdding } from "../flow/useAdding";
import { Palette } from "../panels/Palette";
import { useCanvasState } from "../state/CanvasContext";
import { BlockPalette } from "./BlockPalette";
import { Breadcrumb } from "./Breadcrumb";
import { InspectorPane } from "./InspectorPane";
import { usePanes } from "./panes";
import { SourcePane } from "./SourcePane";
import { Splitter } from "./Splitter";
import { useIsNarrow } from "./useIsNarrow";

/**
 * The panes beside each other; where the window is narrow, the inspector lies over the canvas, unless code or problems
 * stand there.
 */
export function Workspace() {
  const isNarrow = useIsNarrow();
  const width = usePanes((state) => state.width);
  const open = usePanes((state) => (isNarrow ? state.openNarrow : state.open));
  const hasSelection = useCanvasState((state) => state.selectedNodes.length > 0);
  const showInspector = open.inspector && (!isNarrow || (hasSelection && !open.source));

  const openNode = useCallback(() => {
    const { show } = usePanes.getState();
    show("inspector", isNarrow, true);
    if (isNarrow) show("source", isNarrow, false);
    const focus = () => document.querySelector<HTMLElement>(".ll-pane-inspector :is(input, select, button)")?.focus();
    requestAnimationFrame(() => requestAnimationFrame(focus));
  }, [isNarrow]);

  const covered = isNarrow && showInspector ? width.inspector : 0;
  return (
    <div
      className="ll-workspace"
      data-narrow={isNarrow}
      style={{ "--ll-covered": `${covered}px` } as CSSProperties}
    >
      {open.palette && (
        <aside className="ll-pane ll-pane-palette" aria-label="Palette" style={{ width: width.palette }}>
          <PalettePane />
          <Splitter pane="palette" side="right" label="Width of the layers pane" />
        </aside>
      )}
      <section className="ll-stage" aria-label="Canvas">
        <NetworkView onOpenNode={openNode} />
        <Breadcrumb />
      </section>
      {showInspector && (
        <aside className="ll-pane ll-pane-inspector" aria-label="About the selection" style={{ width: width.inspector }}>
          <Splitter pane="inspector" side="left" label="Width of the inspector" />
          <InspectorPane />
        </aside>
      )}
      {open.source && (
        <aside className="ll-pane ll-pane-source" aria-label="Code and problems" style={{ width: width.source }}>
          <Splitter pane="source" side="left" label="Width of the code pane" />
          <SourcePane />
        </aside>
      )}
    </div>
  );
}

function PalettePane() {
  const catalog = useCanvasState((state) => state.catalog);
  const { add, addBlock } = useAdding();
  if (catalog === null) return <p className="ll-loading">Loading the layers…</p>;
  return (
    <Palette families={catalog.families} layers={catalog.layers} onAdd={add}>
      <BlockPalette onAdd={addBlock} />
    </Palette>
  );
}

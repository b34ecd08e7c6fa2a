import { useCanvas, useCanvasState } from "../state/CanvasContext";

/** What a blank canvas says: how to begin. A layer that nothing flows into is what brings data in. */
export function EmptyCanvas({ onAdd }: { onAdd: (className: string) => void }) {
  const canvas = useCanvas();
  const isInside = useCanvasState((state) => state.block !== null);
  const layers = useCanvasState((state) => state.catalog?.layers);
  const source = Object.values(layers ?? {}).find((entry) => entry.inputs.length === 0);
  return (
    <div className="ll-empty">
      <h2>{isInside ? "Nothing is inside this block yet" : "Drag an Input here, or start with an example"}</h2>
      <p>Data flow from top to bottom. Click a layer to add it below the one that is selected.</p>
      <div className="ll-empty-buttons">
        {source && (
          <button type="button" onClick={() => onAdd(source.class_name)}>
            Start with an {source.class_name}
          </button>
        )}
        {!isInside && (
          <button type="button" onClick={() => canvas.ask({ name: "examples" })}>
            Choose an example
          </button>
        )}
      </div>
    </div>
  );
}

import { blocksAlong } from "../document/scope";
import { leaveTo } from "../state/blocks";
import { useCanvas, useCanvasParts, useCanvasState } from "../state/CanvasContext";

/** Where one is, from the network to the block that is open; nothing while that is the network itself. */
export function Breadcrumb() {
  const canvas = useCanvas();
  const path = useCanvasState((state) => state.path);
  const names = useCanvasParts(({ replica: { graph }, path: open }) => [
    graph.settings.name,
    ...blocksAlong(graph, open).map((key) => graph.blocks.get(key)?.settings.name ?? key),
  ]);
  if (path.length === 0) return null;
  return (
    <nav className="ll-breadcrumb" aria-label="Blocks">
      <ol>
        {names.map((name, depth) => (
          <li key={depth}>
            {depth < path.length ? (
              <button type="button" title={`Back to ${name}`} onClick={() => leaveTo(canvas, depth)}>
                {name}
              </button>
            ) : (
              <strong aria-current="page">{name}</strong>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

import { useCanvas, useCanvasState } from "../state/CanvasContext";

/** What another tab changed at the same time, until somebody has read it. */
export function Collisions() {
  const canvas = useCanvas();
  const collisions = useCanvasState((state) => state.collisions);
  return (
    <div className="ll-collisions" role="status" aria-live="polite" data-empty={collisions.length === 0}>
      <ul>
        {collisions.map(({ revision, text }) => (
          <li key={`${String(revision)} ${text}`}>{text}</li>
        ))}
      </ul>
      {collisions.length > 0 && (
        <button type="button" onClick={() => canvas.store.setState({ collisions: [] })}>
          Got it
        </button>
      )}
    </div>
  );
}

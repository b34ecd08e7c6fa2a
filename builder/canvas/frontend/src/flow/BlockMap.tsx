import { type Graph, titleOf } from "../document/graph";
import { NODE_WIDTH } from "../document/insert";
import { miniatureOf, ROW } from "../document/miniature";
import { familyColor } from "../panels/familyColor";
import { useCanvasState } from "../state/CanvasContext";

const LONGEST = 22;

/** The inside of a block, small and to look at only. */
export function BlockMap({ block, title }: { block: Graph; title: string }) {
  const layers = useCanvasState((state) => state.catalog?.layers);
  if (block.nodes.size === 0) return <p className="ll-block-map-empty">Nothing inside yet.</p>;
  const { places, box, height } = miniatureOf(block);
  return (
    <svg
      className="ll-block-map"
      role="img"
      aria-label={`Inside of ${title}`}
      viewBox={`${box.left} ${box.top} ${box.width} ${box.height}`}
      height={height}
      preserveAspectRatio="xMidYMid meet"
    >
      {[...block.edges.values()].map((edge) => {
        const [from, to] = [places.get(edge.source), places.get(edge.target)];
        if (!from || !to) return null;
        const [x1, y1, x2, y2] = [from.x + NODE_WIDTH / 2, from.y + ROW, to.x + NODE_WIDTH / 2, to.y];
        const bend = (y2 - y1) / 2;
        return <path key={edge.id} d={`M${x1},${y1} C${x1},${y1 + bend} ${x2},${y2 - bend} ${x2},${y2}`} />;
      })}
      {[...block.nodes.values()].map((node) => {
        const { x, y } = places.get(node.id) ?? { x: 0, y: 0 };
        return (
          <g key={node.id} transform={`translate(${x} ${y})`}>
            <rect width={NODE_WIDTH} height={ROW} rx="8" />
            <rect width="6" height={ROW} rx="3" style={{ fill: familyColor(layers?.[node.class_name]?.family ?? "") }} />
            <text x="16" y="23">
              {shortened(titleOf(node))}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

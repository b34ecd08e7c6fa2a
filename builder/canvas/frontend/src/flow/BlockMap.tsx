import { type Graph, titleOf } from "../document/graph";
import { NODE_HEIGHT, NODE_WIDTH } from "../document/insert";
import { computationOrder } from "../document/order";
import { isUnplaced } from "../document/unplaced";
import { familyColor } from "../panels/familyColor";
import type { Node, Position } from "../protocol";
import { useCanvasState } from "../state/CanvasContext";

const ROW = 34;
const STEP = 54;
const MOST_WIDE = 4;
const MOST_HIGH = 300;

/** The inside of a block, small and to look at only. */
export function BlockMap({ block, title }: { block: Graph; title: string }) {
  const layers = useCanvasState((state) => state.catalog?.layers);
  const places = placesIn(block);
  const xs = [...places.values()].map((place) => place.x);
  const ys = [...places.values()].map((place) => place.y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const width = Math.max(...xs) - left + NODE_WIDTH;
  const height = Math.max(...ys) - top + ROW;
  if (places.size === 0) return <p className="ll-block-map-empty">Nothing inside yet.</p>;
  const shown = Math.min(MOST_HIGH, (184 * height) / Math.min(width, NODE_WIDTH * MOST_WIDE));
  return (
    <svg
      className="ll-block-map"
      role="img"
      aria-label={`Inside of ${title}`}
      viewBox={`${left - 4} ${top - 4} ${width + 8} ${height + 8}`}
      height={Math.max(24, shown)}
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

/** As they lie inside, with the rows moved together; one below the other where nobody has placed them. */
function placesIn(block: Graph): Map<string, Position> {
  if (isUnplaced(block)) return new Map(computationOrder(block).map((id, row) => [id, { x: 0, y: row * STEP }]));
  const nodes = [...block.nodes.values()];
  const heightOf = ({ position }: Node) => Math.round(position.y / NODE_HEIGHT);
  const rows = [...new Set(nodes.map(heightOf))].sort((a, b) => a - b);
  return new Map(nodes.map((node) => [node.id, { x: node.position.x, y: rows.indexOf(heightOf(node)) * STEP }]));
}

function shortened(text: string): string {
  return text.length > 22 ? `${text.slice(0, 21)}…` : text;
}

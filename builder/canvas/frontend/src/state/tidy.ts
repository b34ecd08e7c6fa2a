/** Auto-layout: asks for places, moves the nodes there in one step of undo and shows the way if that is wanted. */
import { edgesInto, type Graph } from "../document/graph";
import { NODE_HEIGHT, NODE_WIDTH } from "../document/insert";
import type { Edit, Position } from "../protocol";
import { arrange } from "./arrange";
import type { Canvas } from "./Canvas";
import type { Room } from "./columns";
import { moveNodes } from "./gestures";
import { keyOfText } from "./writing";

const DURATION = 180;
const MOST_ANIMATED = 300;

export async function tidy(canvas: Canvas, room: Room): Promise<void> {
  const places = await placesFor(canvas, room);
  const before = new Map(canvas.flow.nodes.map((node) => [node.id, node.position]));
  moveNodes(canvas, places);
  if (before.size <= MOST_ANIMATED && !prefersStillness()) await glide(canvas, before);
}

/** Lays out a network that came without places. No step of undo: nobody did anything that could be undone. */
export async function placeImported(canvas: Canvas, room: Room): Promise<void> {
  canvas.apply(moves(canvas, await placesFor(canvas, room)));
}

/** Lays out what code of ours brought, as part of the step of undo that this was. */
export async function placeWritten(canvas: Canvas, room: Room): Promise<void> {
  const edits = moves(canvas, await placesFor(canvas, room));
  const last = canvas.state.history.past.at(-1);
  if (last?.key === keyOfText(canvas.state.writing.last)) canvas.commit(edits, last.key, null, last.at);
  else canvas.apply(edits);
}

function moves(canvas: Canvas, places: ReadonlyMap<string, Position>): Edit[] {
  return [...canvas.graph.nodes.values()].flatMap((node): Edit[] => {
    const position = places.get(node.id);
    return position ? [{ kind: "put_node", node: { ...node, position } }] : [];
  });
}

async function placesFor(canvas: Canvas, room: Room): Promise<Map<string, Position>> {
  const { nodes, edges } = canvas.flow;
  try {
    return await arrange({
      nodes: nodes.map(({ id, measured }) => ({
        id,
        width: measured?.width ?? NODE_WIDTH,
        height: measured?.height ?? NODE_HEIGHT,
      })),
      edges: edges.map(({ id, source, target }) => ({ id, source, target, port: portOf(canvas.graph, target, id) })),
      room,
    });
  } catch (error) {
    canvas.say(`The layout did not work out: ${error instanceof Error ? error.message : String(error)}`);
    return new Map();
  }
}

function portOf(graph: Graph, target: string, edge: string): number {
  const all = edgesInto(graph, target);
  return (all.findIndex(({ id }) => id === edge) + 1) / (all.length + 1) - 0.5;
}

function prefersStillness(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Draws the nodes on their way; the document already has them at the end of it. */
function glide(canvas: Canvas, from: ReadonlyMap<string, Position>): Promise<void> {
  const start = performance.now();
  const { graph } = canvas;
  return new Promise((resolve) => {
    const draw = (now: number) => {
      let share = Math.min(1, Math.max(0, (now - start) / DURATION));
      if (canvas.graph !== graph) share = 1;
      const eased = 1 - (1 - share) ** 3;
      const nodes = canvas.flow.nodes.map((node) => {
        const [a, b] = [from.get(node.id), node.data.node.position];
        if (!a) return node;
        return { ...node, position: { x: a.x + (b.x - a.x) * eased, y: a.y + (b.y - a.y) * eased } };
      });
      canvas.setFlow({ ...canvas.flow, nodes });
      if (share < 1) requestAnimationFrame(draw);
      else resolve();
    };
    draw(start);
  });
}

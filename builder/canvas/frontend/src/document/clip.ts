/** Copies: a clip holds nodes with the edges among them, as text for the clipboard. */
import type { Edge, Edit, Node } from "../protocol";
import { type Graph, ownerOf, titleOf } from "./graph";
import { freshEdgeId, freshName, stemOf, takenNames } from "./labels";

export interface Clip {
  nodes: Node[];
  edges: Edge[];
}

const MARK = "layerloom-clip";

/** A node that shares a layer outside the copied ones takes that layer's arguments along. */
export function copy(graph: Graph, ids: ReadonlySet<string>): Clip {
  const nodes = [...graph.nodes.values()].filter((node) => ids.has(node.id));
  return {
    nodes: nodes.map((node) => {
      if (node.shares === null || ids.has(node.shares)) return node;
      const { class_name, config, block } = ownerOf(graph, node);
      return { ...node, class_name, config, block, shares: null };
    }),
    edges: [...graph.edges.values()].filter((edge) => ids.has(edge.source) && ids.has(edge.target)),
  };
}

/** Puts a clip's nodes into the graph under new names, moved by `offset`, with their edges. */
export function paste(graph: Graph, clip: Clip, offset: number): { edits: Edit[]; ids: string[] } {
  const taken = takenNames(graph);
  const names = new Map<string, string>();
  for (const node of clip.nodes) {
    const name = freshName(taken, stemOf(titleOf(node)).replace(/[^A-Za-z0-9_-]/g, "_"));
    taken.add(name);
    names.set(node.id, name);
  }
  const nodes = clip.nodes.map((node): Edit => {
    const id = names.get(node.id) ?? node.id;
    const position = { x: node.position.x + offset, y: node.position.y + offset };
    const shares = node.shares === null ? null : (names.get(node.shares) ?? null);
    return { kind: "put_node", node: { ...node, id, label: id, position, shares } };
  });
  const edges = clip.edges.map((edge): Edit => {
    const [source, target] = [names.get(edge.source) ?? edge.source, names.get(edge.target) ?? edge.target];
    return { kind: "put_edge", edge: { ...edge, id: freshEdgeId(), source, target } };
  });
  return { edits: [...nodes, ...edges], ids: [...names.values()] };
}

export function writeClip(clip: Clip): string {
  return JSON.stringify({ [MARK]: 1, ...clip });
}

/** Reads a clip out of clipboard text; null when the text is anything else. */
export function readClip(text: string): Clip | null {
  if (!text.includes(`"${MARK}"`)) return null;
  try {
    const { nodes, edges } = JSON.parse(text) as Partial<Clip>;
    return Array.isArray(nodes) && Array.isArray(edges) && nodes.length > 0 ? { nodes, edges } : null;
  } catch {
    return null;
  }
}

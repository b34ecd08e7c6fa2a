/** Copies: a clip holds nodes with the edges among them and the blocks they stand for, as text for the clipboard. */
import type { BlockDocument, Edge, Edit, Node } from "../protocol";
import { withInner } from "./blocks";
import { copyBlocks, standingFor } from "./copyBlock";
import { blockDocumentOf, type Graph, graphOf, type Network, ownerOf, titleOf } from "./graph";
import { freshEdgeId, freshName, stemOf, takenNames } from "./labels";

export interface Clip {
  nodes: Node[];
  edges: Edge[];
  blocks: Record<string, BlockDocument>;
}

const MARK = "layerloom-clip";

/** A node that shares a layer outside the copied ones takes that layer's arguments along. */
export function copy(graph: Network, ids: ReadonlySet<string>): Clip {
  const nodes = [...graph.nodes.values()].filter((node) => ids.has(node.id));
  const keys = withInner(graph, nodes.flatMap((node) => node.block ?? []));
  return {
    nodes: nodes.map((node) => {
      if (node.shares === null || ids.has(node.shares)) return node;
      const { class_name, config, block } = ownerOf(graph, node);
      return { ...node, class_name, config, block, shares: null };
    }),
    edges: [...graph.edges.values()].filter((edge) => ids.has(edge.source) && ids.has(edge.target)),
    blocks: Object.fromEntries([...keys].flatMap((key) => documentsOf(key, graph.blocks.get(key)))),
  };
}

function documentsOf(key: string, block: Graph | undefined): [string, BlockDocument][] {
  return block === undefined ? [] : [[key, blockDocumentOf(block)]];
}

/**
 * Puts a clip's nodes into the graph under new names, moved by `offset`, with their edges.
 *
 * Like layers, blocks get weights of their own: nodes that stood for one block stand for one copy of it.
 */
export function paste(graph: Network, clip: Clip, offset: number): { edits: Edit[]; ids: string[] } {
  const taken = takenNames(graph);
  const names = new Map<string, string>();
  for (const node of clip.nodes) {
    const name = freshName(taken, stemOf(titleOf(node)).replace(/[^A-Za-z0-9_-]/g, "_"));
    taken.add(name);
    names.set(node.id, name);
  }
  const blocks = new Map(Object.entries(clip.blocks).map(([key, block]) => [key, graphOf(block)]));
  const copies = copyBlocks({ blocks }, blocks.keys(), new Set(graph.blocks.keys()));
  const nodes = clip.nodes.map((node): Edit => {
    const id = names.get(node.id) ?? node.id;
    const position = { x: node.position.x + offset, y: node.position.y + offset };
    const shares = node.shares === null ? null : (names.get(node.shares) ?? null);
    return { kind: "put_node", node: { ...standingFor(node, copies.keys), id, label: id, position, shares } };
  });
  const edges = clip.edges.map((edge): Edit => {
    const [source, target] = [names.get(edge.source) ?? edge.source, names.get(edge.target) ?? edge.target];
    return { kind: "put_edge", edge: { ...edge, id: freshEdgeId(), source, target } };
  });
  return { edits: [...copies.edits, ...nodes, ...edges], ids: [...names.values()] };
}

export function writeClip(clip: Clip): string {
  return JSON.stringify({ [MARK]: 1, ...clip });
}

/** Reads a clip out of clipboard text; null when the text is anything else. */
export function readClip(text: string): Clip | null {
  if (!text.includes(`"${MARK}"`)) return null;
  try {
    const { nodes, edges, blocks = {} } = JSON.parse(text) as Partial<Clip>;
    return Array.isArray(nodes) && Array.isArray(edges) && nodes.length > 0 ? { nodes, edges, blocks } : null;
  } catch {
    return null;
  }
}

/** Lays a network out from top to bottom: dagre's layers, with what flows into a node in the order of its ports. */
import { graphlib, layout } from "@dagrejs/dagre";

import { COLUMN_WIDTH, NODE_HEIGHT, NODE_WIDTH, ROW_HEIGHT } from "../document/insert";
import type { Arranged, Arrangement } from "./arrange";
import { followPorts } from "./followPorts";

export function layOut({ nodes, edges }: Arrangement): Arranged {
  const graph = new graphlib.Graph({ multigraph: true });
  const gaps = { nodesep: COLUMN_WIDTH - NODE_WIDTH, ranksep: ROW_HEIGHT - NODE_HEIGHT };
  graph.setGraph({ rankdir: "TB", ...gaps, marginx: 0, marginy: 0 });
  for (const { id, width, height } of nodes) graph.setNode(id, { width, height });
  for (const { id, source, target } of edges) graph.setEdge(source, target, {}, id);
  const ports = new Map(edges.map(({ id, port }) => [id, port]));
  layout(graph, {
    customOrder(layered, order) {
      order(layered, {});
      followPorts(layered, ports);
    },
  });
  return nodes.map(({ id, width, height }) => {
    const { x = 0, y = 0 } = graph.node(id) as { x?: number; y?: number };
    return [id, { x: Math.round(x - width / 2), y: Math.round(y - height / 2) }];
  });
}

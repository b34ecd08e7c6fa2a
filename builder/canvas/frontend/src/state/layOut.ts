/** Lays a network out from top to bottom: dagre's layers, with inputs in the order of ports; a tall one in columns. */
import { graphlib, layout } from "@dagrejs/dagre";

import { COLUMN_WIDTH, NODE_HEIGHT, NODE_WIDTH, ROW_HEIGHT } from "../document/insert";
import type { Arranged, Arrangement } from "./arrange";
import { inColumns } from "./columns";
import { followPorts } from "./followPorts";

export function layOut({ nodes, edges, room }: Arrangement): Arranged {
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
  const boxes = nodes.map(({ id, width, height }) => {
    const { x = 0, y = 0 } = graph.node(id) as { x?: number; y?: number };
    return { id, x: x - width / 2, y: y - height / 2, width, height };
  });
  return inColumns(boxes, edges, room).map(({ id, x, y }) => [id, { x: Math.round(x), y: Math.round(y) }]);
}

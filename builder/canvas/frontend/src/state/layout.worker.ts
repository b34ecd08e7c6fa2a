/** Lays a network out from top to bottom, away from the page's own thread. */
import { graphlib, layout } from "@dagrejs/dagre";

import type { Arranged, Arrangement } from "./arrange";

self.onmessage = ({ data }: MessageEvent<Arrangement>) => {
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 40, ranksep: 58, marginx: 0, marginy: 0 });
  for (const { id, width, height } of data.nodes) graph.setNode(id, { width, height });
  for (const { id, source, target } of data.edges) graph.setEdge(source, target, {}, id);
  layout(graph);
  const places: Arranged = data.nodes.map(({ id, width, height }) => {
    const { x = 0, y = 0 } = graph.node(id) as { x?: number; y?: number };
    return [id, { x: Math.round(x - width / 2), y: Math.round(y - height / 2) }];
  });
  self.postMessage(places);
};

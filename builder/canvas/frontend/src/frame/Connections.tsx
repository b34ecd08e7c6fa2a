import { useId } from "react";

import { inputPortsOf, outputPortsOf } from "../document/connect";
import { edgesInto, type Network, reachedFrom, titleOf } from "../document/graph";
import type { Port } from "../document/ports";
import type { CatalogPart, Node } from "../protocol";
import { useCanvas, useCanvasState } from "../state/CanvasContext";
import { connectPorts, disconnectEdges } from "../state/gestures";

/** Each input of a layer with what it may be connected to: connecting without a mouse. */
export function Connections({ node }: { node: Node }) {
  const graph = useCanvasState((state) => state.graph);
  const catalog = useCanvasState((state) => state.catalog);
  const ports = inputPortsOf(graph, catalog, node.id);
  if (ports.length === 0) return null;
  const sources = possibleSources(graph, catalog, node);
  return (
    <div className="ll-connections">
      {ports.map((port) => (
        <PortField key={port.id} node={node} port={port} sources={sources} />
      ))}
    </div>
  );
}

interface Source {
  value: string;
  node: string;
  output: number;
  title: string;
}

function PortField({ node, port, sources }: { node: Node; port: Port; sources: readonly Source[] }) {
  const canvas = useCanvas();
  const id = useId();
  const edge = edgesInto(canvas.graph, node.id).find((it) => it.argument === port.argument && it.index === port.index);

  function choose(value: string) {
    const source = sources.find((it) => it.value === value);
    const { argument, index } = port;
    if (source) connectPorts(canvas, { source: source.node, output: source.output, target: node.id, argument, index });
    else if (edge) disconnectEdges(canvas, [edge.id]);
  }

  return (
    <div className="ll-field">
      <div className="ll-field-head">
        <label htmlFor={id}>{labelOf(port)}</label>
      </div>
      <div className="ll-control ll-control-select">
        <select
          id={id}
          className="ll-input"
          value={edge ? `${edge.source}:${edge.output}` : ""}
          onChange={(event) => choose(event.target.value)}
        >
          <option value="">nothing</option>
          {sources.map(({ value, title }) => (
            <option key={value} value={value}>
              {title}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}

function labelOf({ suffix }: Port): string {
  if (suffix === "") return "Connect from";
  return /^\d+$/.test(suffix) ? `Connect input ${suffix} from` : `Connect ${suffix} from`;
}

/** Every output that can feed the node without closing a circle. */
function possibleSources(graph: Network, catalog: CatalogPart | null, node: Node): Source[] {
  const behind = reachedFrom(graph, node.id);
  const others = [...graph.nodes.values()].filter((other) => !behind.has(other.id));
  return others.flatMap((other) =>
    outputPortsOf(graph, catalog, other.id).map(({ index, suffix }) => ({
      value: `${other.id}:${index}`,
      node: other.id,
      output: index,
      title: `${titleOf(other)} ${suffix && `output ${suffix}`}`.trim(),
    })),
  );
}

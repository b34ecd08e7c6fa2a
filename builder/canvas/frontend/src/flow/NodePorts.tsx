import { Handle, Position, useConnection, useUpdateNodeInternals } from "@xyflow/react";
import { useEffect, useRef } from "react";

import { blockOf } from "../document/blocks";
import { inputPortsOf, outputPortsOf } from "../document/connect";
import { edgesInto, edgesOutOf, titleOf } from "../document/graph";
import type { Port } from "../document/ports";
import type { Node } from "../protocol";
import { useCanvas, useCanvasParts, useCanvasState } from "../state/CanvasContext";

interface NodePortsProps {
  id: string;
  node: Node;
}

/** The ports of a node: inputs along its top, outputs along its bottom; optional ones when there is a use for them. */
export function NodePorts({ id, node }: NodePortsProps) {
  const graph = useCanvas().graph;
  const catalog = useCanvasState((state) => state.catalog);
  useCanvasParts((state) => edgesInto(state.graph, id));
  useCanvasParts((state) => edgesOutOf(state.graph, id));
  useCanvasState((state) => blockOf(state.graph, node));
  const isConnecting = useConnection((connection) => connection.inProgress && connection.fromNode.id !== id);
  const everyInput = inputPortsOf(graph, catalog, id);
  const inputs = everyInput.filter((port) => !port.optional || port.connected || isConnecting);
  const outputs = outputPortsOf(graph, catalog, id);

  useMeasureAgain(id, [...inputs, ...outputs].map((port) => port.id).join(" "));

  return (
    <>
      {inputs.map((port) => (
        <PortDot key={port.id} port={port} side="input" title={titleOf(node)} left={placeOf(port, inputs)} />
      ))}
      {outputs.map((port) => (
        <PortDot key={port.id} port={port} side="output" title={titleOf(node)} left={placeOf(port, outputs)} />
      ))}
    </>
  );
}

/** Optional ports stand at the right end: when they appear under somebody's hand, no other port may move. */
function placeOf(port: Port, ports: readonly Port[]): string {
  const peers = ports.filter((other) => other.optional === port.optional);
  const place = peers.indexOf(port) + 1;
  return port.optional ? `calc(100% - ${24 * (peers.length - place) + 18}px)` : `${(100 * place) / (peers.length + 1)}%`;
}

/** React Flow measures a node's ports when it mounts; it has to be told when others take their place. */
function useMeasureAgain(id: string, ports: string): void {
  const update = useUpdateNodeInternals();
  const measured = useRef(ports);
  useEffect(() => {
    if (measured.current === ports) return;
    measured.current = ports;
    update(id);
  }, [update, id, ports]);
}

interface PortDotProps {
  port: Port;
  side: "input" | "output";
  title: string;
  left: string;
}

function PortDot({ port, side, title, left }: PortDotProps) {
  const isInput = side === "input";
  const name = `${title} ${side} ${port.suffix}`.trim();
  return (
    <Handle
      id={port.id}
      type={isInput ? "target" : "source"}
      position={isInput ? Position.Top : Position.Bottom}
      className="ll-port"
      data-connected={port.connected}
      data-optional={port.optional}
      style={{ left }}
      role="button"
      aria-label={name}
      title={name}
    />
  );
}

import { Handle, Position, useConnection, useUpdateNodeInternals } from "@xyflow/react";
import { type RefObject, useEffect } from "react";

import { blockOf } from "../document/blocks";
import { inputPortsOf, outputPortsOf } from "../document/connect";
import { edgesInto, edgesOutOf } from "../document/graph";
import type { Port } from "../document/ports";
import type { Node } from "../protocol";
import { useCanvas, useCanvasParts, useCanvasState } from "../state/CanvasContext";

export interface Ports {
  inputs: Port[];
  outputs: Port[];
}

/** The ports of a node, as the network and the catalogue give them. */
export function usePorts(id: string, node: Node): Ports {
  const graph = useCanvas().graph;
  const catalog = useCanvasState((state) => state.catalog);
  useCanvasParts((state) => edgesInto(state.graph, id));
  useCanvasParts((state) => edgesOutOf(state.graph, id));
  useCanvasState((state) => blockOf(state.graph, node));
  return { inputs: inputPortsOf(graph, catalog, id), outputs: outputPortsOf(graph, catalog, id) };
}

/** Names the ports that show while nobody draws an edge. */
export function restingPorts({ inputs, outputs }: Ports): string {
  return namesOf([...inputs.filter((port) => !port.optional || port.connected), ...outputs]);
}

interface NodePortsProps {
  id: string;
  title: string;
  ports: Ports;
  /** The ports that React Flow measured last. */
  measuredRef: RefObject<string>;
}

/** Draws inputs along the top of a node, outputs along its bottom; optional ones when there is a use for them. */
export function NodePorts({ id, title, ports, measuredRef }: NodePortsProps) {
  const isConnecting = useConnection((connection) => connection.inProgress && connection.fromNode.id !== id);
  const inputs = ports.inputs.filter((port) => !port.optional || port.connected || isConnecting);
  useMeasureAgain(id, namesOf([...inputs, ...ports.outputs]), measuredRef);
  return (
    <>
      {inputs.map((port) => (
        <PortDot key={port.id} port={port} side="input" title={title} left={placeOf(port, inputs)} />
      ))}
      {ports.outputs.map((port) => (
        <PortDot key={port.id} port={port} side="output" title={title} left={placeOf(port, ports.outputs)} />
      ))}
    </>
  );
}

const namesOf = (ports: readonly Port[]) => ports.map((port) => port.id).join(" ");

/** Optional ports stand at the right end: when they appear under somebody's hand, no other port may move. */
function placeOf(port: Port, ports: readonly Port[]): string {
  const peers = ports.filter((other) => other.optional === port.optional);
  const place = peers.indexOf(port) + 1;
  return port.optional ? `calc(100% - ${24 * (peers.length - place) + 18}px)` : `${(100 * place) / (peers.length + 1)}%`;
}

/** React Flow measures a node's ports when it mounts; it has to be told when others take their place. */
function useMeasureAgain(id: string, ports: string, measuredRef: RefObject<string>): void {
  const update = useUpdateNodeInternals();
  useEffect(() => {
    if (measuredRef.current === ports) return;
    measuredRef.current = ports;
    update(id);
  }, [update, id, ports, measuredRef]);
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

import type { Connection as FlowConnection, FinalConnectionState } from "@xyflow/react";
import { useMemo } from "react";

import { bestInput, inputPortsOf } from "../document/connect";
import { readInputHandle, readOutputHandle } from "../document/ports";
import type { Canvas } from "../state/Canvas";
import { connectPorts } from "../state/gestures";

/** Connects port to port, or a port with the node on whose body the line was dropped. */
export function useConnecting(canvas: Canvas) {
  return useMemo(
    () => ({
      onConnect({ source, target, sourceHandle, targetHandle }: FlowConnection) {
        const output = readOutputHandle(sourceHandle ?? "");
        const input = readInputHandle(targetHandle ?? "");
        if (output !== null && input !== null) connectPorts(canvas, { source, target, output, ...input });
      },
      onConnectEnd(event: MouseEvent | TouchEvent, { fromHandle, toHandle }: FinalConnectionState) {
        const other = toHandle === null ? nodeUnder(event) : null;
        if (fromHandle === null || other === null) return;
        const from = { id: fromHandle.nodeId, handle: fromHandle.id ?? "" };
        const output = readOutputHandle(from.handle);
        const free = bestInput(inputPortsOf(canvas.graph, canvas.state.catalog, other));
        const input = readInputHandle(from.handle) ?? free;
        if (!input) return canvas.say("This layer takes no input.");
        const ends = output === null ? { source: other, target: from.id } : { source: from.id, target: other };
        if (ends.source === ends.target) return;
        const { argument, index } = input;
        connectPorts(canvas, { ...ends, output: output ?? 0, argument, index });
      },
    }),
    [canvas],
  );
}

function nodeUnder(event: MouseEvent | TouchEvent): string | null {
  const point = "changedTouches" in event ? event.changedTouches[0] : event;
  if (!point) return null;
  const element = document.elementFromPoint(point.clientX, point.clientY);
  return element?.closest<HTMLElement>(".react-flow__node")?.dataset["id"] ?? null;
}

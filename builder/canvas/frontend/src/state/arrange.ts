/** Finds places for nodes by dagre in a worker, which is started at the first call and dropped when done. */
import type { Position } from "../protocol";
import type { Room } from "./columns";
import LayoutWorker from "./layout.worker?worker&inline";

export interface Arrangement {
  nodes: { id: string; width: number; height: number }[];
  /** With where an edge enters its target: from -0.5 at its left to 0.5 at its right. */
  edges: { id: string; source: string; target: string; port: number }[];
  room: Room;
}

export type Arranged = [string, Position][];

export function arrange(arrangement: Arrangement): Promise<Map<string, Position>> {
  const worker = new LayoutWorker();
  return new Promise<Map<string, Position>>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Arranged>) => resolve(new Map(data));
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(arrangement);
  }).finally(() => worker.terminate());
}

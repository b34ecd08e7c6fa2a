/** Lays a network out away from the page's own thread. */
import type { Arrangement } from "./arrange";
import { layOut } from "./layOut";

self.onmessage = ({ data }: MessageEvent<Arrangement>) => self.postMessage(layOut(data));

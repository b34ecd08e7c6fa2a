import { useEffect } from "react";

import type { Canvas } from "../state/Canvas";

/** How often Python is asked for news while the page can be seen, in milliseconds. */
const EVERY = 1_000;

/** Keeps up with what others edit: asks every second while the page can be seen, and when people come back to it. */
export function useFollowing(canvas: Canvas): void {
  useEffect(() => {
    const isSeen = () => document.visibilityState === "visible";
    const timer = setInterval(() => {
      if (isSeen()) void canvas.follow();
    }, EVERY);
    const refresh = () => {
      if (isSeen()) canvas.refresh();
    };
    document.addEventListener("visibilitychange", refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", refresh);
    };
  }, [canvas]);
}

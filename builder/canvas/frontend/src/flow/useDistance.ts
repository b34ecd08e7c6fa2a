import { useStore } from "@xyflow/react";
import { type RefObject, useDeferredValue, useEffect } from "react";

const FAR = 0.38;
const SKETCHED_FROM = 200;

/** Far out, text cannot be read: a class on the frame turns it off. Says whether a network of this size is sketched. */
export function useDistance(frame: RefObject<HTMLElement | null>, nodes: number): boolean {
  const isFar = useStore((state) => state.transform[2] < FAR);
  useEffect(() => void frame.current?.classList.toggle("ll-far", isFar), [frame, isFar]);
  // Drawing that many nodes anew takes longer than a frame, and must not hold up the wheel.
  return useDeferredValue(isFar && nodes >= SKETCHED_FROM);
}

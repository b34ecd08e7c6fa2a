import { useStore } from "@xyflow/react";
import { type RefObject, useEffect } from "react";

const FAR = 0.38;

/** Far out, text cannot be read: a class on the frame turns it off, which keeps panning a large network smooth. */
export function useDistance(frame: RefObject<HTMLElement | null>): void {
  const isFar = useStore((state) => state.transform[2] < FAR);
  useEffect(() => void frame.current?.classList.toggle("ll-far", isFar), [frame, isFar]);
}

import { createContext, type RefObject, use, useEffect, useState } from "react";

/** An object for as long as a large network is seen from afar: text and ports that nobody could see are left out. */
export const SketchContext = createContext<object | null>(null);

interface Frozen {
  sketch: object;
  ports: string;
  height: number;
}

/**
 * Returns the height at which a card is to be drawn as a bare sketch, or null while it has to be drawn in full.
 *
 * React Flow looks for the ports in the page whenever a card changes its size, and draws no edge to one that is not
 * there. So a card is measured in full first, and keeps just that size as a sketch.
 */
export function useSketch(card: RefObject<HTMLElement | null>, ports: string): number | null {
  const sketch = use(SketchContext);
  const [frozen, setFrozen] = useState<Frozen | null>(null);
  const isFrozen = sketch !== null && frozen?.sketch === sketch && frozen.ports === ports;
  useEffect(() => {
    if (sketch === null || isFrozen) return;
    // In the first frame React Flow measures what was just drawn.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        if (card.current) setFrozen({ sketch, ports, height: card.current.offsetHeight });
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [card, sketch, isFrozen, ports]);
  return isFrozen ? frozen.height : null;
}

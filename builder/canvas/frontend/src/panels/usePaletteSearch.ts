import { type KeyboardEvent, useMemo, useState } from "react";

import type { LayerEntry } from "../protocol";
import { searchLayers } from "./searchLayers";

export interface PaletteSearch {
  query: string;
  setQuery: (query: string) => void;
  /** The layers that match, best first; null while nothing is searched for. */
  matches: string[] | null;
  /** The match that Enter adds. */
  active: string | null;
  keyDown: (event: KeyboardEvent) => void;
}

/** The search box's state: arrows move through the matches, Enter adds the active one, Escape clears. */
export function usePaletteSearch(
  layers: Record<string, LayerEntry>,
  onAdd: (className: string) => void,
): PaletteSearch {
  const [query, setText] = useState("");
  const [index, setIndex] = useState(0);
  const matches = useMemo(() => (query.trim() === "" ? null : searchLayers(layers, query)), [layers, query]);
  const active = matches?.[Math.min(index, matches.length - 1)] ?? null;

  function setQuery(text: string) {
    setText(text);
    setIndex(0);
  }

  function keyDown(event: KeyboardEvent) {
    if (event.key === "Escape") setQuery("");
    if (event.key === "Enter" && active !== null) onAdd(active);
    if (matches === null || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    event.preventDefault();
    const last = matches.length - 1;
    setIndex((at) => Math.max(0, Math.min(last, at + (event.key === "ArrowDown" ? 1 : -1))));
  }

  return { query, setQuery, matches, active, keyDown };
}

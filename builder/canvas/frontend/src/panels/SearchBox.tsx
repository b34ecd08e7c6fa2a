import { type KeyboardEvent, useRef } from "react";

import type { PaletteSearch } from "./usePaletteSearch";
import { useSlashKey } from "./useSlashKey";

interface SearchBoxProps {
  search: PaletteSearch;
  listId: string;
  activeId: string | undefined;
}

/** The search over layers, its key, and what it found in words. */
export function SearchBox({ search, listId, activeId }: SearchBoxProps) {
  const box = useRef<HTMLInputElement>(null);
  useSlashKey(box);
  const { query, matches, setQuery } = search;

  function keyDown(event: KeyboardEvent) {
    search.keyDown(event);
    if (event.key !== "ArrowDown" || matches !== null) return;
    event.preventDefault();
    document.getElementById(listId)?.querySelector("button")?.focus();
  }

  return (
    <div className="ll-search">
      <input
        ref={box}
        className="ll-input"
        type="search"
        placeholder="Find a layer"
        aria-label="Find a layer"
        aria-controls={listId}
        aria-activedescendant={activeId}
        aria-keyshortcuts="/"
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={keyDown}
      />
      {query === "" && <kbd aria-hidden="true">/</kbd>}
      <div role="status" className={matches?.length === 0 ? "ll-search-empty" : "ll-unseen"}>
        {matches?.length === 0 && (
          <>
            <p>No layer is called “{query.trim()}”.</p>
            <p>Try a part of its name (conv, pool) or a word for what it does.</p>
            <button type="button" className="ll-button" onClick={() => setQuery("")}>
              Show all layers
            </button>
          </>
        )}
        {matches !== null && matches.length > 0 && `${matches.length} found. Enter adds ${search.active}.`}
      </div>
    </div>
  );
}

import { type DragEvent, type ReactNode, useId, useMemo } from "react";

import type { LayerEntry } from "../protocol";
import { Disclosure } from "./Disclosure";
import { moveFocus } from "./moveFocus";
import { PaletteEntry } from "./PaletteEntry";
import { PaletteFamily } from "./PaletteFamily";
import { SearchBox } from "./SearchBox";
import { usePaletteSearch } from "./usePaletteSearch";
import "./base.css";
import "./palette.css";

interface PaletteProps {
  /** Family key -> title, in the order to show them. */
  families: Record<string, string>;
  layers: Record<string, LayerEntry>;
  onAdd: (className: string) => void;
  onDragStart?: (className: string, event: DragEvent) => void;
  /** What stands above the families, such as the project's own blocks. */
  children?: ReactNode;
}

/** The catalogue puts the families that most networks need first; these many stand in the open. */
const COMMON_FAMILIES = 9;

/** Every layer there is, by family or by search. */
export function Palette({ families, layers, onAdd, onDragStart, children }: PaletteProps) {
  const id = useId();
  const search = usePaletteSearch(layers, onAdd);
  const members = useMemo(() => byFamily(layers), [layers]);
  const shown = Object.keys(families).filter((key) => members.has(key));
  const entry = (layer: LayerEntry) => (
    <PaletteEntry
      key={layer.class_name}
      id={`${id}-${layer.class_name}`}
      entry={layer}
      active={search.active === layer.class_name}
      onAdd={onAdd}
      onDragStart={onDragStart}
    />
  );
  const family = (key: string) => (
    <PaletteFamily key={key} family={key} title={families[key] ?? key}>
      {members.get(key)?.map(entry)}
    </PaletteFamily>
  );
  const rest = shown.slice(COMMON_FAMILIES);
  return (
    <nav className="ll-panel ll-palette" aria-label="Layers">
      <SearchBox
        search={search}
        listId={id}
        activeId={search.active === null ? undefined : `${id}-${search.active}`}
      />
      <div id={id} className="ll-palette-list" onKeyDown={moveFocus}>
        {search.matches !== null && search.matches.flatMap((name) => layers[name] ?? []).map(entry)}
        {search.matches === null && children}
        {search.matches === null && shown.slice(0, COMMON_FAMILIES).map(family)}
        {search.matches === null && rest.length > 0 && (
          <Disclosure title={`${rest.length} more ${rest.length === 1 ? "family" : "families"}`}>
            {rest.map(family)}
          </Disclosure>
        )}
      </div>
    </nav>
  );
}

function byFamily(layers: Record<string, LayerEntry>): Map<string, LayerEntry[]> {
  const members = new Map<string, LayerEntry[]>();
  for (const layer of Object.values(layers)) {
    members.set(layer.family, [...(members.get(layer.family) ?? []), layer]);
  }
  return members;
}

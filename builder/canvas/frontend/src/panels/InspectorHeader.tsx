import { useState } from "react";

import { classTitleOf } from "../document/graph";
import type { LayerEntry, Node } from "../protocol";
import { Disclosure } from "./Disclosure";
import { familyColor } from "./familyColor";
import { Prose } from "./Prose";

interface InspectorHeaderProps {
  node: Node;
  entry: LayerEntry | undefined;
  /** Whether a problem says already what is wrong with the layer. */
  told: boolean;
  onLabel: (label: string) => void;
}

/** Who this layer is: its label to edit, its class, its sentence, and Keras's own description on demand. */
export function InspectorHeader({ node, entry, told, onLabel }: InspectorHeaderProps) {
  return (
    <header className="ll-inspector-header">
      <div className="ll-title-row">
        <span className="ll-family-bar" style={{ background: familyColor(entry?.family ?? "") }} />
        <LabelField label={node.label} placeholder={node.id} onLabel={onLabel} />
        <span className="ll-chip">{classTitleOf(node)}</span>
      </div>
      {entry && <Prose text={entry.summary} />}
      {entry?.description && entry.description !== entry.summary && (
        <Disclosure title={`More about ${node.class_name}`}>
          <Prose text={entry.description} />
        </Disclosure>
      )}
      {!entry && !told && <p className="ll-error">The installed Keras has no layer called {node.class_name}.</p>}
    </header>
  );
}

interface LabelFieldProps {
  label: string;
  placeholder: string;
  onLabel: (label: string) => void;
}

/** The label is handed on as it is typed, spaces at its ends left out; an empty one shows the id. */
export function LabelField({ label, placeholder, onLabel }: LabelFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <input
      className="ll-label-input"
      type="text"
      aria-label="label"
      autoComplete="off"
      spellCheck={false}
      maxLength={200}
      placeholder={placeholder}
      value={typed !== null && typed.trim() === label ? typed : label}
      onChange={(event) => {
        setTyped(event.target.value);
        if (event.target.value.trim() !== label) onLabel(event.target.value.trim());
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

import type { JsonValue } from "../../protocol";
import type { FieldProps } from "./field";
import { LayerField } from "./LayerField";

/** A list of layers: each with its form, to add, take away and put in order. */
export function LayersField({ id, spec, value, onChange }: FieldProps) {
  const items = Array.isArray(value) ? value : [];

  function replace(index: number, ...values: JsonValue[]) {
    onChange(items.toSpliced(index, 1, ...values));
  }

  function moveUp(index: number) {
    onChange(items.toSpliced(index - 1, 2, items[index] ?? null, items[index - 1] ?? null));
  }

  return (
    <div className="ll-list" role="group" id={id} aria-label={spec.name}>
      {items.map((item, index) => (
        <div className="ll-list-item" key={index}>
          <div className="ll-list-head">
            <label htmlFor={`${id}-${index}`}>{index + 1}</label>
            <button
              type="button"
              className="ll-quiet"
              disabled={index === 0}
              aria-label={`Move item ${index + 1} up`}
              onClick={() => moveUp(index)}
            >
              ↑
            </button>
            <button
              type="button"
              className="ll-quiet"
              disabled={index === items.length - 1}
              aria-label={`Move item ${index + 1} down`}
              onClick={() => moveUp(index + 1)}
            >
              ↓
            </button>
            <button
              type="button"
              className="ll-quiet"
              aria-label={`Remove item ${index + 1}`}
              onClick={() => replace(index)}
            >
              ×
            </button>
          </div>
          <LayerField id={`${id}-${index}`} spec={spec} value={item} onChange={(next) => replace(index, next)} />
        </div>
      ))}
      <button type="button" className="ll-button" onClick={() => onChange([...items, items.at(-1) ?? null])}>
        Add a layer
      </button>
    </div>
  );
}

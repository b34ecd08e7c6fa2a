import type { JsonValue } from "../../protocol";
import { isNested } from "../form/nested";
import type { FieldProps } from "./field";
import { LayerField } from "./LayerField";

/** A list of layers: each with its form, to add, take away and put in order. Where one will do, one is no list. */
export function LayersField({ id, spec, value, onChange }: FieldProps) {
  const items = Array.isArray(value) ? value : isNested(value) ? [value as unknown as JsonValue] : [];
  const [first = null] = Array.isArray(spec.suggestion) ? spec.suggestion : [spec.suggestion];

  function put(next: JsonValue[]) {
    onChange(spec.scalar && next.length === 1 ? (next[0] ?? null) : next);
  }

  function replace(index: number, ...values: JsonValue[]) {
    put(items.toSpliced(index, 1, ...values));
  }

  function moveUp(index: number) {
    put(items.toSpliced(index - 1, 2, items[index] ?? null, items[index - 1] ?? null));
  }

  return (
    <div className="ll-list" role="group" id={id} aria-label={spec.name}>
      {items.map((item, index) => (
        <div className="ll-list-item" key={index}>
          <div className="ll-list-head">
            <label htmlFor={`${id}-${index}`}>
              {spec.name} {index + 1}
            </label>
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
          <LayerField
            id={`${id}-${index}`}
            name={`${spec.name} ${index + 1}`}
            spec={spec}
            value={item}
            onChange={(next) => replace(index, next)}
          />
        </div>
      ))}
      <button type="button" className="ll-button" onClick={() => put([...items, items.at(-1) ?? first])}>
        Add a layer
      </button>
    </div>
  );
}

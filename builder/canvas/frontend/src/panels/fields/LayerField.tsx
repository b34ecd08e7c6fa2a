import type { JsonValue, LayerEntry } from "../../protocol";
import { freshConfig } from "../form/config";
import { isNested } from "../form/nested";
import { useFormTools } from "../form/useFormTools";
import type { FieldProps } from "./field";
import { Select } from "./Select";

const NONE = "";

interface LayerFieldProps
  extends Pick<FieldProps, "id" | "spec" | "value" | "onChange">,
    Partial<Pick<FieldProps, "invalid" | "describedBy">> {
  /** What the form of its arguments belongs to, where there are several layers in one argument. */
  name?: string;
}

/** A layer inside a layer: its class, and the form for its arguments below. */
export function LayerField({ id, spec, value, invalid, describedBy, onChange, name = spec.name }: LayerFieldProps) {
  const { catalog, Form } = useFormTools();
  const nested = isNested(value) ? value : null;
  const entry = nested ? catalog.layers[nested.class_name] : undefined;
  const allowed = Object.values(catalog.layers).filter((layer) =>
    spec.choices.length > 0 ? spec.choices.includes(layer.class_name) : isLayer(layer) && layer.inputs.length > 0,
  );
  const options = allowed.map(({ class_name, family }) => ({
    value: class_name,
    label: class_name,
    group: catalog.families[family] ?? family,
  }));

  function choose(className: string) {
    const layer = catalog.layers[className];
    onChange(layer ? ({ class_name: className, config: freshConfig(layer.arguments) } as JsonValue) : null);
  }

  return (
    <>
      <Select
        id={id}
        value={nested?.class_name ?? NONE}
        options={spec.nullable ? [{ value: NONE, label: "none" }, ...options] : options}
        strayLabel={nested?.class_name ?? "choose a layer"}
        invalid={invalid ?? false}
        describedBy={describedBy}
        onChange={choose}
      />
      {nested && entry && (
        <div className="ll-nested" role="group" aria-label={`Arguments of ${name}`}>
          <Form
            specs={entry.arguments}
            config={nested.config}
            onChange={(config) => onChange({ class_name: nested.class_name, config })}
          />
        </div>
      )}
    </>
  );
}

/** A function of keras.ops stands among the layers too, but is no layer that another could hold. */
function isLayer(entry: LayerEntry): boolean {
  return !entry.class_name.includes(".");
}

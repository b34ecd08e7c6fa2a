import type { JsonValue } from "../../protocol";
import { isEqual } from "../form/json";
import type { FieldProps } from "./field";
import { Select } from "./Select";

/** One of a few values; "none" where the argument may have none. */
export function ChoiceField({ id, spec, value, invalid, describedBy, onChange }: FieldProps) {
  const known = spec.kind === "boolean" ? [true, false] : spec.choices;
  const missing = spec.nullable ? [null, ...known] : known;
  const offered = missing.filter((choice, index) => missing.findIndex((other) => isEqual(other, choice)) === index);
  return (
    <Select
      id={id}
      value={JSON.stringify(value)}
      options={offered.map((choice) => ({ value: JSON.stringify(choice), label: nameOf(choice) }))}
      strayLabel={value === null ? "choose one" : nameOf(value)}
      invalid={invalid}
      describedBy={describedBy}
      onChange={(text) => onChange(JSON.parse(text) as JsonValue)}
    />
  );
}

function nameOf(choice: JsonValue): string {
  if (choice === null) return "none";
  if (typeof choice === "boolean") return choice ? "yes" : "no";
  return typeof choice === "string" ? choice : JSON.stringify(choice);
}

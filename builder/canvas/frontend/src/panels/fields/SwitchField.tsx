import type { FieldProps } from "./field";

/** Yes or no in one click. */
export function SwitchField({ id, value, invalid, describedBy, onChange }: FieldProps) {
  return (
    <input
      id={id}
      className="ll-switch"
      type="checkbox"
      role="switch"
      checked={value === true}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.target.checked)}
    />
  );
}

export interface Option {
  value: string;
  label: string;
  group?: string;
}

interface SelectProps {
  id: string;
  value: string;
  options: readonly Option[];
  /** What to show for a value that is none of the options. */
  strayLabel: string;
  invalid?: boolean;
  describedBy?: string | undefined;
  onChange: (value: string) => void;
}

/** A native select, so that keyboard, touch and screen readers find what they know. */
export function Select({ id, value, options, strayLabel, invalid, describedBy, onChange }: SelectProps) {
  const groups = [...new Set(options.map((option) => option.group))];
  const stray = !options.some((option) => option.value === value);
  return (
    <div className="ll-control ll-control-select">
      <select
        id={id}
        className="ll-input"
        value={value}
        aria-invalid={invalid ?? false}
        aria-describedby={describedBy}
        onChange={(event) => onChange(event.target.value)}
      >
        {stray && (
          <option value={value} disabled>
            {strayLabel}
          </option>
        )}
        {groups.map((group) => {
          const members = options.filter((option) => option.group === group).map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ));
          return group === undefined ? members : <optgroup key={group} label={group}>{members}</optgroup>;
        })}
      </select>
    </div>
  );
}

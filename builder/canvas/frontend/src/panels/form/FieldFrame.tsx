import { type ReactNode, useState } from "react";

import type { ArgumentSpec } from "../../protocol";
import { Prose } from "../Prose";
import { formatDefault } from "./format";

interface FieldFrameProps {
  id: string;
  spec: ArgumentSpec;
  errors: readonly string[];
  /** The field stands beside its label, not below it. */
  inline: boolean;
  onReset: (() => void) | null;
  children: (describedBy: string | undefined) => ReactNode;
}

/** What surrounds a field. The buttons do not repeat the argument's name, so that it labels one thing alone. */
export function FieldFrame({ id, spec, errors, inline, onReset, children }: FieldFrameProps) {
  const [explained, setExplained] = useState(false);
  const described = [explained && `${id}-help`, errors.length > 0 && `${id}-errors`].filter(Boolean).join(" ");
  const field = children(described || undefined);
  return (
    <div className="ll-field">
      <div className="ll-field-head">
        <label htmlFor={id} id={`${id}-label`}>
          {spec.name}
        </label>
        {spec.help && (
          <button
            type="button"
            className="ll-help-button"
            aria-label="Help"
            aria-describedby={`${id}-label`}
            aria-expanded={explained}
            onClick={() => setExplained(!explained)}
          >
            ?
          </button>
        )}
        <span className="ll-spring" />
        {spec.required && <span className="ll-note">required</span>}
        {onReset && (
          <button
            type="button"
            className="ll-link"
            aria-label="Reset to default"
            aria-describedby={`${id}-label`}
            title={`Back to ${formatDefault(spec)}`}
            onClick={onReset}
          >
            reset
          </button>
        )}
        {inline && field}
      </div>
      {explained && (
        <div id={`${id}-help`} className="ll-help">
          <Prose text={spec.help} />
        </div>
      )}
      {!inline && field}
      {errors.length > 0 && (
        <div id={`${id}-errors`} className="ll-error" role="alert">
          {errors.map((error) => (
            <p key={error}>{error}</p>
          ))}
        </div>
      )}
    </div>
  );
}

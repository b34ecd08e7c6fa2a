import type { ReactNode } from "react";

export interface Fact {
  label: string;
  value: ReactNode;
}

/** Rows of a name and a figure. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="ll-facts">
      {facts.map(({ label, value }, place) => (
        <div key={`${place} ${label}`}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

import { type ReactNode, useState } from "react";

interface DisclosureProps {
  title: string;
  count?: number;
  /** A word on what is inside, such as "1 set". */
  note?: string;
  /** Whether it starts open. Turning true later opens it; turning false never closes it under someone's hands. */
  open?: boolean | undefined;
  children: ReactNode;
}

/** A fold with a triangle; what is folded is not rendered, so large forms stay quick. */
export function Disclosure({ title, count, note, open = false, children }: DisclosureProps) {
  const [shown, setShown] = useState(open);
  const [wasOpen, setWasOpen] = useState(open);
  if (open !== wasOpen) {
    setWasOpen(open);
    if (open) setShown(true);
  }
  return (
    <div className="ll-disclosure">
      <button
        type="button"
        className="ll-disclosure-title"
        aria-expanded={shown}
        onClick={() => setShown(!shown)}
      >
        <span className="ll-triangle" aria-hidden="true" />
        <span>
          {title}
          {count !== undefined && ` (${count})`}
        </span>
        {note && <span className="ll-note">{note}</span>}
      </button>
      {shown && <div className="ll-disclosure-body">{children}</div>}
    </div>
  );
}

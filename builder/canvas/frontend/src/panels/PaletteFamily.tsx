import { type ReactNode, useState } from "react";

import { familyColor } from "./familyColor";

/** This many entries show at once; the rest of a large family waits behind a button. */
const AT_ONCE = 4;

interface PaletteFamilyProps {
  family: string;
  title: string;
  children: ReactNode[] | undefined;
}

/** A family of layers under its title and coloured dot. */
export function PaletteFamily({ family, title, children = [] }: PaletteFamilyProps) {
  const [all, setAll] = useState(false);
  const more = children.length - AT_ONCE;
  return (
    <section className="ll-palette-family" aria-label={title}>
      <h3>
        <span className="ll-dot" style={{ background: familyColor(family) }} />
        {title}
      </h3>
      {all || more <= 1 ? children : children.slice(0, AT_ONCE)}
      {more > 1 && (
        <button type="button" className="ll-link" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? "Show fewer" : `${more} more`}
        </button>
      )}
    </section>
  );
}

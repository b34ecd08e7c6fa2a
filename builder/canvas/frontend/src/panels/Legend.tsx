import type { Rank } from "../document/shape";
import "./base.css";
import "./legend.css";

/** Each rank with the sizes that a tensor of it has, batch left out. */
const RANKS: Record<Rank, string> = {
  vector: "features",
  sequence: "steps × features",
  image: "height × width × channels",
  volume: "depth × height × width × channels",
  scalar: "one number",
};

/** What the colours of the edges mean, in words. */
export function Legend() {
  return (
    <ul className="ll-legend" aria-label="Colours of the connections">
      {Object.entries(RANKS).map(([rank, sizes]) => (
        <li key={rank} title={sizes}>
          <span className="ll-dot" style={{ background: `var(--ll-rank-${rank})` }} />
          {rank}
        </li>
      ))}
    </ul>
  );
}

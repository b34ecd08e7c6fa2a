import { useReveal } from "../flow/useReveal";
import { useCanvasState } from "../state/CanvasContext";
import { CodeTab } from "./CodeTab";
import { NetworkOutline } from "./NetworkOutline";
import { type Tab, usePanes } from "./panes";
import { ProblemsPane } from "./ProblemsPane";

/** What follows from the network: its code, its problems, its layers in order. */
export function SourcePane() {
  const tab = usePanes((state) => state.tab);
  const turnTo = usePanes((state) => state.turnTo);
  const count = useCanvasState((state) => state.findings.problems.length);
  const tabs: [Tab, string][] = [
    ["code", "Code"],
    ["problems", count > 0 ? `Problems ${count}` : "Problems"],
    ["outline", "Outline"],
  ];
  return (
    <div className="ll-source">
      <div className="ll-tabs" role="tablist" aria-label="Views of the network">
        {tabs.map(([key, title]) => (
          <button key={key} type="button" role="tab" aria-selected={key === tab} onClick={() => turnTo(key)}>
            {title}
          </button>
        ))}
      </div>
      <div className="ll-tab-content" role="tabpanel" aria-label={tab}>
        {tab === "code" && <CodeTab />}
        {tab === "problems" && <ProblemsPane />}
        {tab === "outline" && <OutlineTab />}
      </div>
    </div>
  );
}

function OutlineTab() {
  const { jump } = useReveal();
  return <NetworkOutline label="Outline" onSelect={jump} />;
}

import { classTitleOf, titleOf } from "../document/graph";
import { computationOrder, inputNodes, outputNodes } from "../document/order";
import { NetworkSummary, type OutlineRow } from "../panels/NetworkSummary";
import { useCanvasState } from "../state/CanvasContext";
import { foundOf, weightOf } from "../state/state";

interface NetworkOutlineProps {
  label?: string;
  onSelect: (id: string) => void;
}

/** The network as a list of layers in the order of computation. */
export function NetworkOutline({ label, onSelect }: NetworkOutlineProps) {
  const graph = useCanvasState((state) => state.graph);
  const layers = useCanvasState((state) => state.catalog?.layers);
  const findings = useCanvasState((state) => state.findings);
  const block = useCanvasState((state) => state.block);
  const totalParameters = useCanvasState(weightOf);
  const selected = useCanvasState((state) => state.selectedNodes);
  const title = (id: string) => titleOf(graph.nodes.get(id) ?? { label: "", id });
  const rows = computationOrder(graph).flatMap((id): OutlineRow[] => {
    const node = graph.nodes.get(id);
    if (!node) return [];
    const found = foundOf({ findings, block }, id);
    return [
      {
        id,
        title: titleOf(node),
        className: classTitleOf(node),
        family: layers?.[node.class_name]?.family ?? "",
        tensors: found?.tensors ?? [],
        parameters: found?.parameters,
        faulty: (found?.problems.length ?? 0) > 0,
      },
    ];
  });
  return (
    <NetworkSummary
      name={graph.settings.name}
      totalParameters={totalParameters}
      layerCount={graph.nodes.size}
      inputs={inputNodes(graph, (name) => layers?.[name]?.inputs.length === 0).map(title)}
      outputs={outputNodes(graph).map(title)}
      rows={rows}
      selected={selected}
      label={label ?? "Inspector"}
      onSelect={onSelect}
    />
  );
}

import { count } from "../look/numbers";
import type { TensorSpec } from "../protocol";
import type { Fact } from "./Facts";
import { RankText } from "./RankText";
import { shareText } from "./shareText";

/** A tensor that comes in: through which port and from which node; no spec while it is not known. */
export interface TensorIn {
  port: string;
  sourceTitle: string;
  spec: TensorSpec | null;
}

export interface LayerFigures {
  tensorsIn: readonly TensorIn[];
  tensorsOut: readonly TensorSpec[];
  /** Undefined while the layer could not be checked. */
  parameters: number | undefined;
  trainable: number | undefined;
  totalParameters: number;
}

/** What flows in and out of a layer and what it weighs. */
export function layerFacts({ tensorsIn, tensorsOut, parameters, trainable, totalParameters }: LayerFigures): Fact[] {
  const inputs = tensorsIn.map(({ port, sourceTitle, spec }) => ({
    label: tensorsIn.length === 1 ? "Input" : `${port.charAt(0).toUpperCase()}${port.slice(1)} · ${sourceTitle}`,
    value: spec ? <RankText tensor={spec} /> : "not known yet",
  }));
  const outputs = tensorsOut.map((spec, index) => ({
    label: tensorsOut.length === 1 ? "Output" : `Output ${index + 1}`,
    value: <RankText tensor={spec} />,
  }));
  const figures: Fact[] = [];
  if (parameters !== undefined) {
    const share = parameters > 0 && totalParameters > 0 ? ` · ${shareText(parameters, totalParameters)}` : "";
    figures.push({ label: "Parameters", value: `${count(parameters)}${share}` });
  }
  if (trainable !== undefined && trainable !== parameters) figures.push({ label: "Trainable", value: count(trainable) });
  return [...inputs, ...outputs, ...figures];
}

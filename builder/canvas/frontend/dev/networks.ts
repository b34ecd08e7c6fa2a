/** Networks to look at. */
import { NO_SETTINGS } from "../src/document/graph";
import type { Edge, NetworkDocument, Node } from "../src/protocol";

type Sketch = [id: string, className: string, config: Node["config"], x: number, y: number];

const DIGITS: Sketch[] = [
  ["images", "Input", { shape: [28, 28, 1] }, 0, 0],
  ["conv", "Conv2D", { filters: 32, kernel_size: [3, 3], activation: "relu" }, 0, 116],
  ["pool", "MaxPooling2D", { pool_size: [2, 2] }, 0, 232],
  ["flatten", "Flatten", {}, 0, 348],
  ["hidden", "Dense", { units: 128, activation: "relu" }, 0, 464],
  ["classes", "Dense", { units: 10, activation: "softmax" }, 0, 580],
  ["words", "LSTM", { units: 64 }, 300, 232],
];

export function networkNamed(name: string): NetworkDocument {
  if (name === "empty") return drawn("Untitled network", [], []);
  const edges = DIGITS.slice(1, 6).map((row, place) => edge(DIGITS[place]?.[0] ?? "", row[0]));
  if (name === "imported") return drawn("Imported", DIGITS.slice(0, 6).map(unplaced), edges);
  if (name.startsWith("large")) return large(Number(name.slice(5)) || 1000);
  return drawn("Digits, convolutional", DIGITS, [...edges, edge("conv", "words")]);
}

function unplaced([id, className, config]: Sketch): Sketch {
  return [id, className, config, 0, 0];
}

/** Columns of layers with a skip over every third, as in a residual network. */
function large(count: number): NetworkDocument {
  const rows = Array.from({ length: count }, (_, n): Sketch => {
    const [column, row] = [Math.floor(n / 40), n % 40];
    const config: Node["config"] = n === 0 ? { shape: [8] } : { units: 8 };
    return [`dense_${n}`, n === 0 ? "Input" : "Dense", config, column * 300, row * 116];
  });
  const skips = rows.slice(3).flatMap(([id], place) => (place % 3 === 0 ? [edge(`dense_${place}`, id)] : []));
  return drawn("Large", rows, [...rows.slice(1).map(([id], place) => edge(`dense_${place}`, id)), ...skips]);
}

function drawn(name: string, rows: Sketch[], edges: Edge[]): NetworkDocument {
  const nodes = rows.map(
    ([id, class_name, config, x, y]): Node => ({
      id,
      class_name,
      config,
      call: {},
      label: id,
      position: { x, y },
      shares: null,
      block: null,
    }),
  );
  return { ...NO_SETTINGS, name, nodes, edges, blocks: {} };
}

function edge(source: string, target: string): Edge {
  return { id: `${source}_${target}`, source, target, output: 0, argument: null, index: 0 };
}

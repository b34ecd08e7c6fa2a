/** A stand-in for Python: keeps the document, acknowledges edits, and knows the shapes of one network by heart. */
import { applyEdits } from "../src/document/apply";
import { documentOf, type Network, networkOf } from "../src/document/graph";
import type { Change, Diagnostics, NetworkDocument, Problem, Reply, Request } from "../src/protocol";
import read from "../../../catalog/catalog.json";
import { complete } from "./catalog";

const catalog = complete(read as unknown as Parameters<typeof complete>[0]);

const SHAPES: Record<string, [(number | null)[], number]> = {
  images: [[null, 28, 28, 1], 0],
  conv: [[null, 26, 26, 32], 320],
  pool: [[null, 13, 13, 32], 0],
  flatten: [[null, 5408], 0],
  hidden: [[null, 128], 692_352],
  classes: [[null, 10], 1_290],
};

const MISFIT: Problem = {
  code: "wrong_rank",
  severity: "error",
  message: '"words" needs sequences (steps, features); "conv" gives images of 26×26×32.',
  hint: "Put a Reshape between them, or use a layer that takes images.",
  node_id: "words",
  edge_ids: ["conv_words"],
  argument: null,
  details: "Input 0 of layer \"words\" is incompatible with the layer: expected ndim=3, found ndim=4.",
  block: null,
  fixes: [{ label: "Remove the connection", edits: [{ kind: "remove_edge", id: "conv_words" }] }],
};

export class Backend {
  private graph: Network;
  private revision = 1;
  private seen = new Map<string, number>();
  private changes: Change[] = [];

  constructor(document: NetworkDocument) {
    this.graph = networkOf(document);
  }

  reply(request: Request | null): Reply {
    if (request?.command) console.info("command", request.command);
    const known = request ? (this.seen.get(request.client) ?? request.first - 1) : 0;
    const edits = request?.edits.slice(Math.max(0, known - request.first + 1)) ?? [];
    if (request) this.seen.set(request.client, known + edits.length);
    if (request && edits.length > 0) {
      this.graph = applyEdits(this.graph, edits);
      this.revision += 1;
      this.changes.push({ revision: this.revision, client: request.client, edits, code: 0, merged: false });
    }
    const have = request?.have ?? { catalog: "", revision: -1, diagnostics: 0, code: 0 };
    return {
      project: "dev",
      number: performance.now() + 1,
      client_ack: request && { client: request.client, seq: known + edits.length },
      revision: this.revision,
      catalog: have.catalog === catalog.hash ? null : catalog,
      document: have.revision < 0 ? documentOf(this.graph) : null,
      changes: this.changes.filter((change) => change.revision > have.revision),
      diagnostics: have.diagnostics === this.revision ? null : this.diagnostics(),
      code: have.code === this.revision ? null : { version: this.revision, ...this.code() },
      collisions: [],
      taken: [],
      code_answer: null,
      code_follows: false,
      saved: "saved",
      waits: false,
    };
  }

  private diagnostics(): Diagnostics {
    const isWrong = this.graph.edges.has("conv_words");
    const nodes = [...this.graph.nodes.keys()].map((id) => {
      const [shape, parameters] = SHAPES[id] ?? [null, 0];
      const tensors = shape ? [{ shape, dtype: "float32" }] : [];
      return [id, { tensors, parameters, problems: isWrong && id === "words" ? [MISFIT] : [] }] as const;
    });
    const total_parameters = nodes.reduce((sum, [, node]) => sum + node.parameters, 0);
    const fixed = { base: 0, removed: [], problems: [], blocks: {}, pending: false, notice: "" };
    return { version: this.revision, nodes: Object.fromEntries(nodes), total_parameters, ...fixed };
  }

  private code(): { text: string; lines: Record<string, [number, number]> } {
    const head = ["import keras", "from keras import layers", "", "", "def build_model():"];
    const nodes = [...this.graph.nodes.values()];
    const body = nodes.map((node) => `    ${node.id} = layers.${node.class_name}()  # a stand-in`);
    const lines = nodes.map((node, place): [string, [number, number]] => [node.id, [place + 6, place + 6]]);
    return { text: [...head, ...body, ""].join("\n"), lines: Object.fromEntries(lines) };
  }
}

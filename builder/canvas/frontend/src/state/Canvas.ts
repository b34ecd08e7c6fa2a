/** One project on the canvas: its state, the ways to change it, and the line to Python. */
import { createStore, type StoreApi } from "zustand/vanilla";

import type { Graph } from "../document/graph";
import { redo, remember, type Step, undo } from "../document/history";
import { invertEdits } from "../document/invert";
import type { Command, Edit, Reply, Request } from "../protocol";
import { missedSomething, updated } from "../sync/findings";
import { lastNumber } from "../sync/log";
import { edited, received } from "../sync/replica";
import { type Parcel, Sender } from "../sync/Sender";
import { keepUnsaved, readUnsaved } from "../sync/unsaved";
import { EMPTY_FLOW, type Flow, flowOf, selected } from "./flow";
import { type CanvasState, initialState } from "./state";

/** Python hears a first change at once; of changes that follow within so many milliseconds, it hears after a pause. */
const TYPING_PAUSE = 150;

export class Canvas {
  readonly store: StoreApi<CanvasState>;
  /** Apart from the rest: it changes at every move of the mouse, and every node and edge listens to the rest. */
  readonly flows: StoreApi<Flow> = createStore<Flow>(() => EMPTY_FLOW);
  private readonly sender: Sender<Request>;
  private command: Command | null = null;
  private commandUnderWay: Command | null = null;
  private keyedAt = 0;
  private heard = 0;

  constructor(project: string) {
    this.store = createStore<CanvasState>(() => initialState(project));
    this.sender = new Sender<Request>(() => this.pack());
    const unsaved = readUnsaved(project);
    if (unsaved.length > 0) this.store.setState({ replica: edited(this.state.replica, unsaved) });
    this.store.subscribe(({ replica: { log } }, before) => {
      if (log.edits !== before.replica.log.edits) keepUnsaved(project, log.edits);
    });
  }

  get state(): CanvasState {
    return this.store.getState();
  }

  get flow(): Flow {
    return this.flows.getState();
  }

  get graph(): Graph {
    return this.state.replica.graph;
  }

  /** Applies edits and sends them. One step of undo, joined with the last when both have the same key. */
  commit(edits: Edit[], key = ""): void {
    if (edits.length === 0) return;
    const step: Step = { back: invertEdits(this.graph, edits), forth: edits, key, at: Date.now() };
    const isTyping = key !== "" && step.at - this.keyedAt < TYPING_PAUSE;
    if (key !== "") this.keyedAt = step.at;
    this.apply(edits, isTyping ? TYPING_PAUSE : 0);
    this.store.setState((state) => ({ history: remember(state.history, step) }));
  }

  /** Applies edits without a step of undo; Python hears of them after a pause of so many milliseconds. */
  apply(edits: Edit[], pause = 0): void {
    const replica = edited(this.state.replica, edits);
    this.store.setState({ replica });
    this.setFlow(flowOf(replica.graph, this.flow));
    this.sender.request(pause);
  }

  undo(): void {
    this.travel(undo(this.state.history));
  }

  redo(): void {
    this.travel(redo(this.state.history));
  }

  select(nodes: Iterable<string>, edges: Iterable<string> = []): void {
    this.setFlow(selected(this.flow, new Set(nodes), new Set(edges)));
  }

  setFlow(flow: Flow): void {
    this.flows.setState(flow, true);
    const { selectedNodes, selectedEdges } = this.state;
    const nodes = chosenOf(flow.nodes, selectedNodes);
    const edges = chosenOf(flow.edges, selectedEdges);
    const isSame = nodes === selectedNodes && edges === selectedEdges;
    if (!isSame) this.store.setState({ selectedNodes: nodes, selectedEdges: edges });
  }

  say(text: string): void {
    this.store.setState((state) => ({ toast: { text, number: state.toast.number + 1 } }));
  }

  ask(command: Command): void {
    this.command = command;
    this.sender.request();
  }

  /** Python may have news: another tab's edits, a finished check. */
  refresh(): void {
    this.sender.request();
  }

  connect(send: (request: Request) => void): void {
    this.sender.connect(send);
  }

  /** The page that `send` belongs to was left; when another has taken over already, nothing happens. */
  disconnect(send: (request: Request) => void): void {
    if (this.sender.disconnect(send)) this.command = null;
  }

  /** Takes a reply, unless a later one came first: Streamlit hands its last one over again at every rerun. */
  receive(reply: Reply): void {
    if (reply.number <= this.heard) return;
    this.heard = reply.number;
    const before = this.state;
    const replica = received(before.replica, reply);
    const findings = updated(before.findings, reply.diagnostics);
    const catalog = reply.catalog ?? before.catalog;
    const code = reply.code?.version === before.code?.version ? before.code : (reply.code ?? before.code);
    this.store.setState({ replica, findings, catalog, code, saved: reply.saved });
    if (replica.graph !== before.replica.graph) this.setFlow(flowOf(replica.graph, this.flow));
    const unfinished = findings.pending || catalog === null || replica.revision < 0;
    const answered = this.sender.replied(replica.log.first - 1, unfinished);
    if (answered && this.command === this.commandUnderWay) this.command = null;
    const bulky = replica.confirmed !== before.replica.confirmed && reply.document !== null;
    if (bulky || catalog !== before.catalog || missedSomething(before.findings, reply.diagnostics)) this.refresh();
  }

  private travel(journey: { history: CanvasState["history"]; edits: Edit[] } | null): void {
    if (journey === null) return;
    this.apply(journey.edits);
    this.store.setState({ history: journey.history });
  }

  private pack(): Parcel<Request> {
    const { replica, catalog, findings, code, selectedNodes } = this.state;
    const { log, revision } = replica;
    const have = {
      catalog: catalog?.hash ?? "",
      revision,
      diagnostics: findings.version,
      code: code?.version ?? 0,
    };
    const message: Request = {
      client: log.client,
      have,
      first: log.first,
      edits: [...log.edits],
      selection: [...selectedNodes],
      command: this.command,
    };
    this.commandUnderWay = this.command;
    return { message, upTo: log.edits.length > 0 ? lastNumber(log) : 0 };
  }
}

/** The ids of what is selected; a list that did not change stays the same. */
function chosenOf(items: { id: string; selected?: boolean }[], known: readonly string[]): readonly string[] {
  const ids = items.filter((item) => item.selected).map((item) => item.id);
  return ids.length === known.length && ids.every((id, place) => id === known[place]) ? known : ids;
}

const canvases = new Map<string, Canvas>();

/** The canvas of a project; the same one for as long as the browser tab lives. */
export function canvasOf(project: string): Canvas {
  const known = canvases.get(project);
  if (known) return known;
  const made = new Canvas(project);
  canvases.set(project, made);
  return made;
}

/** One project on the canvas: its state, the ways to change it, and the line to Python. */
import type { Viewport } from "@xyflow/react";
import { createStore, type StoreApi } from "zustand/vanilla";

import { withConsequences } from "../document/consequences";
import type { Network } from "../document/graph";
import { type Journey, redo, remember, type Step, undo } from "../document/history";
import { invertEdits } from "../document/invert";
import { basedOn, mergeEdits } from "../document/merge";
import type { Renaming } from "../document/rename";
import { blocksAlong, inScope, scopeOf } from "../document/scope";
import type { Command, Edit, Reply, Request } from "../protocol";
import { withDefaults } from "../sync/catalog";
import { missedSomething, updated } from "../sync/findings";
import { lastNumber } from "../sync/log";
import { edited, received, type Replica, withFreshIds } from "../sync/replica";
import { type Parcel, Sender } from "../sync/Sender";
import { keepUnsaved, readUnsaved } from "../sync/unsaved";
import { chosenOf, EMPTY_FLOW, type Flow, flowOf, selected } from "./flow";
import { lossTold, renamingsTold, selectionAfter, withCollisions, withRenamings } from "./meanwhile";
import { type CanvasState, haveOf, initialState } from "./state";
import { afterReply } from "./writing";

/** Python hears at once of a first change, and after a pause of those of the same thing within so many milliseconds. */
const TYPING_PAUSE = 150;

/** Code that takes a while is asked for when no edit came for so many milliseconds. */
const CODE_PAUSE = 120;

/** Asks Python whether it has another revision than this one. */
type News = (revision: number) => Promise<boolean>;

export class Canvas {
  readonly store: StoreApi<CanvasState>;
  /** Apart from the rest: it changes at every move of the mouse, and every node and edge listens to the rest. */
  readonly flows: StoreApi<Flow> = createStore<Flow>(() => EMPTY_FLOW);
  /** Whether the cursor is in the code, where nothing may move under it. */
  isTypingCode = false;
  private readonly sender: Sender<Request>;
  private command: Command | null = null;
  private commandUnderWay: Command | null = null;
  private keyed = { key: "", at: 0 };
  private heard = 0;
  private news: News | null = null;

  constructor(project: string) {
    this.store = createStore<CanvasState>(() => initialState(project));
    this.sender = new Sender<Request>(() => this.pack());
    const unsaved = readUnsaved(project);
    if (unsaved.length > 0) this.show(edited(this.state.replica, unsaved));
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

  /** The graph that is open: the network itself, or the inside of a block. */
  get graph(): Network {
    return this.state.graph;
  }

  /** The whole network, whatever is open. */
  get network(): Network {
    return this.state.replica.graph;
  }

  /**
   * Applies edits with what follows from them, and sends them. One step of undo, joined with the last when both have
   * the same key. Edits that do not say where they belong are about what is open, or about `block`.
   */
  commit(edits: Edit[], key = "", block = this.state.block, at = Date.now()): void {
    if (edits.length === 0) return;
    const forth = basedOn(this.network, withConsequences(this.network, inScope(edits, block)));
    const back = invertEdits(this.network, forth);
    const step: Step = { back, forth, key, at, path: this.state.path };
    const isTyping = key !== "" && key === this.keyed.key && at - this.keyed.at < TYPING_PAUSE;
    this.keyed = { key, at };
    this.take(forth, isTyping ? TYPING_PAUSE : 0);
    this.store.setState((state) => ({ history: remember(state.history, step) }));
  }

  /** Applies edits of what is open without a step of undo. */
  apply(edits: Edit[]): void {
    this.take(basedOn(this.network, inScope(edits, this.state.block)));
  }

  /** Applies edits that say where they belong; Python hears of them after a pause of so many milliseconds. */
  private take(edits: Edit[], pause = 0, path = this.state.path): void {
    this.show(edited(this.state.replica, edits), path);
    this.sender.request(pause);
  }

  /** Opens the block at the end of a path of nodes that begins in the network; an empty path is the network itself. */
  open(path: readonly string[]): void {
    this.show(this.state.replica, path);
  }

  /** Remembers where one looks, for the next time that this is open. */
  keepView(viewport: Viewport): void {
    this.store.setState(({ viewports, block }) => ({ viewports: { ...viewports, [block ?? ""]: viewport } }));
  }

  /** Draws what is open in a replica: as much of the path as is still there. */
  private show(replica: Replica, path = this.state.path): void {
    const before = this.state;
    const keys = blocksAlong(replica.graph, path);
    const block = keys.at(-1) ?? null;
    const graph = scopeOf(replica.graph, block);
    const shown = path.length === keys.length ? path : path.slice(0, keys.length);
    this.store.setState({ replica, path: shown, block, graph });
    if (graph !== before.graph) this.setFlow(flowOf(graph, block === before.block ? this.flow : EMPTY_FLOW));
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

  /** Asks for news only where there are any: another tab may edit while nobody does anything here. */
  async follow(): Promise<void> {
    if (await this.news?.(this.state.replica.revision)) this.refresh();
  }

  connect(send: (request: Request) => void, news: News | null = null): void {
    this.news = news;
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
    const { replica, renamings } = withFreshIds(received(before.replica, reply), reply);
    const findings = updated(before.findings, reply.diagnostics);
    const catalog = reply.catalog ? withDefaults(reply.catalog) : before.catalog;
    const code = reply.code?.version === before.code?.version ? before.code : (reply.code ?? before.code);
    const news = afterReply(before, { reply, replica, code, isTyping: this.isTypingCode });
    const { saved, waits } = reply;
    this.store.setState({ findings, catalog, code, saved, waits, ...news, ...withCollisions(before, reply) });
    if (replica !== before.replica) this.show(replica);
    if (renamings.length > 0) this.rename(before, renamings);
    const isWaiting = news.writing.asked !== null || replica.revision < 0;
    const unfinished = findings.pending || catalog === null || isWaiting;
    const answered = this.sender.replied(replica.log.first - 1, unfinished, waits);
    if (answered && this.command === this.commandUnderWay) this.command = null;
    const bulky = replica.confirmed !== before.replica.confirmed && reply.document !== null;
    if (bulky || catalog !== before.catalog || missedSomething(before.findings, reply.diagnostics)) this.refresh();
    if (reply.code_follows) this.sender.request(CODE_PAUSE);
  }

  /** Goes back or forth, to the place where the step was made: nothing changes out of sight. */
  private travel(journey: Journey | null): void {
    if (journey === null) return;
    const { edits, lost } = mergeEdits(this.network, journey.edits);
    this.take(edits, 0, journey.path);
    this.store.setState({ history: journey.history });
    if (lost.length > 0) this.say(lossTold(lost));
  }

  /** Ours go by other ids from now on, and are sent anew. */
  private rename(before: CanvasState, renamings: readonly Renaming[]): void {
    this.store.setState((state) => withRenamings(state, renamings));
    this.select(selectionAfter(before, renamings), before.selectedEdges);
    this.say(renamingsTold(renamings));
    this.sender.again();
  }

  private pack(): Parcel<Request> {
    const { selectedNodes, writing } = this.state;
    const { log } = this.state.replica;
    const message: Request = {
      client: log.client,
      have: haveOf(this.state),
      first: log.first,
      edits: [...log.edits],
      selection: [...selectedNodes],
      command: this.command,
      code: writing.asked,
    };
    this.commandUnderWay = this.command;
    return { message, upTo: log.edits.length > 0 ? lastNumber(log) : 0 };
  }
}

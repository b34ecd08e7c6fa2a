import fc from "fast-check";
import { expect, test } from "vitest";

import { applyEdits } from "../../src/document/apply";
import { documentOf, type Network, networkOf } from "../../src/document/graph";
import { basedOn, isSame, mergeEdits } from "../../src/document/merge";
import type { Change, Edit, Reply } from "../../src/protocol";
import { edited, emptyReplica, received, type Replica, withFreshIds } from "../../src/sync/replica";
import { block, contents, document, edge, node, someEdits } from "../document/sketch";
import { NOTHING_NEW } from "./reply";

const DOCUMENT = document({ nodes: [node("a")], blocks: { k: block([node("a"), node("b")]) } });

/** What Python does, in a few lines: applies in order of arrival, and tells each tab what it lacks. */
class Server {
  graph = networkOf(DOCUMENT);
  revision = 0;
  changes: Change[] = [];
  seen = new Map<string, number>();

  hear({ log }: Replica): void {
    const seen = this.seen.get(log.client) ?? 0;
    const edits = log.edits.slice(Math.max(0, seen - log.first + 1));
    if (edits.length === 0) return;
    this.seen.set(log.client, seen + edits.length);
    this.take(log.client, [...edits]);
  }

  take(client: string, edits: Edit[]): void {
    const made = mergeEdits(this.graph, edits).edits;
    this.graph = applyEdits(this.graph, made);
    this.revision += 1;
    const plain = (all: Edit[]) => all.map((edit) => ({ ...edit, was: null }));
    const merged = !isSame(plain(made), plain(edits));
    this.changes.push({ revision: this.revision, client, edits: made, code: 0, merged });
  }

  reply({ log, revision }: Replica): Reply {
    return {
      ...NOTHING_NEW,
      number: 1,
      client_ack: { client: log.client, seq: this.seen.get(log.client) ?? 0 },
      revision: this.revision,
      document: revision < 0 ? documentOf(this.graph) : null,
      changes: this.changes.filter((change) => change.revision > revision),
    };
  }
}

test.each([
  ["as they are", (_: Network, edits: Edit[]) => edits],
  ["merged", basedOn],
])("two tabs end with the server's document, whatever is lost or repeated: edits taken %s", (_, based) => {
  const act = fc.constantFrom("edit", "send", "fetch", "late");
  const tab = fc.constantFrom(0, 1);
  fc.assert(
    fc.property(fc.array(fc.tuple(act, tab, someEdits), { maxLength: 30 }), (story) => {
      const server = new Server();
      const tabs = [emptyReplica(), emptyReplica()];
      const late: Reply[] = [];
      for (const [what, which, edits] of story) {
        const replica = tabs[which] ?? emptyReplica();
        if (what === "edit") tabs[which] = edited(replica, based(replica.graph, edits));
        if (what === "send") server.hear(replica);
        if (what === "fetch") tabs[which] = received(replica, late[which] = server.reply(replica));
        if (what === "late" && late[which]) tabs[which] = received(replica, late[which]);
      }
      for (const replica of tabs) server.hear(replica);
      for (const replica of tabs) {
        const settled = received(replica, server.reply(replica));
        expect(settled.log.edits).toEqual([]);
        expect(contents(settled.graph)).toEqual(contents(server.graph));
      }
    }),
  );
});

function settledReplica(server: Server): Replica {
  return received(emptyReplica(), server.reply(emptyReplica()));
}

test("a reply without news gives back the same replica, so that nothing is drawn again", () => {
  const server = new Server();
  const replica = settledReplica(server);
  expect(received(replica, server.reply(replica))).toBe(replica);
});

test("an acknowledgement of our own edits keeps the graph that is on screen", () => {
  const server = new Server();
  const replica = edited(settledReplica(server), [{ kind: "put_node", node: node("b") }]);
  server.hear(replica);
  const after = received(replica, server.reply(replica));
  expect(after.graph).toBe(replica.graph);
  expect([after.revision, after.log.first]).toEqual([1, 2]);
});

test("another tab's edits come in under our own that are still on the way", () => {
  const server = new Server();
  const replica = edited(settledReplica(server), [{ kind: "put_node", node: node("a", { label: "ours" }) }]);
  server.take("other", [
    { kind: "put_node", node: node("a", { label: "theirs" }) },
    { kind: "put_node", node: node("b") },
  ]);
  const after = received(replica, server.reply(replica));
  expect([...after.graph.nodes.values()].map((it) => it.label)).toEqual(["ours", "b"]);
});

test("an edit that the server refused disappears when it is acknowledged", () => {
  const server = new Server();
  const replica = edited(settledReplica(server), [{ kind: "put_node", node: node("bad") }]);
  server.seen.set(replica.log.client, 1);
  expect([...received(replica, server.reply(replica)).graph.nodes.keys()]).toEqual(["a"]);
});

test("what another tab changed in a node meanwhile stays, on screen and in what follows", () => {
  const server = new Server();
  const start = settledReplica(server);
  const replica = edited(start, basedOn(start.graph, [{ kind: "put_node", node: node("a", { label: "ours" }) }]));
  server.take("other", [{ kind: "put_node", node: node("a", { config: { units: 77 } }) }]);
  const after = received(replica, server.reply(replica));
  expect(after.graph.nodes.get("a")).toEqual(node("a", { label: "ours", config: { units: 77 } }));
  server.hear(replica);
  expect(server.graph.nodes.get("a")).toEqual(node("a", { label: "ours", config: { units: 77 } }));
});

test("a node whose id was given in another tab first goes by a free one, with all that leads to it", () => {
  const server = new Server();
  const start = settledReplica(server);
  const put: Edit[] = [
    { kind: "put_node", node: node("dense_1", { config: { units: 1 } }) },
    { kind: "put_edge", edge: edge("a", "dense_1") },
    { kind: "put_node", node: node("b", { shares: "dense_1" }) },
    { kind: "put_settings", ...server.graph.settings, outputs: [{ node: "dense_1", output: 0 }] },
  ];
  const replica = edited(start, basedOn(start.graph, put));
  server.take("other", [{ kind: "put_node", node: node("dense_1", { config: { units: 2 } }) }]);
  const answer: Reply = { ...server.reply(replica), taken: [{ kind: "node", block: null, id: "dense_1" }] };
  const { replica: after, renamings } = withFreshIds(received(replica, answer), answer);
  expect(renamings.map(({ fresh }) => fresh)).toEqual(["dense_2"]);
  expect(after.graph.nodes.get("dense_1")?.config).toEqual({ units: 2 });
  expect(after.graph.nodes.get("dense_2")).toMatchObject({ label: "dense_2", config: { units: 1 } });
  expect([...after.graph.edges.values()].map(({ target }) => target)).toEqual(["dense_2"]);
  expect(after.graph.nodes.get("b")?.shares).toBe("dense_2");
  expect(after.graph.settings.outputs).toEqual([{ node: "dense_2", output: 0 }]);
  expect(after.log.edits).toHaveLength(4);
  expect(withFreshIds(after, answer).renamings).toEqual([]);
});

import fc from "fast-check";
import { expect, test } from "vitest";

import { applyEdits } from "../../src/document/apply";
import { documentOf, networkOf } from "../../src/document/graph";
import type { Change, Edit, Reply } from "../../src/protocol";
import { edited, emptyReplica, received, type Replica } from "../../src/sync/replica";
import { block, contents, document, node, someEdits } from "../document/sketch";

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
    this.graph = applyEdits(this.graph, edits);
    this.revision += 1;
    this.changes.push({ revision: this.revision, client, edits, code: 0 });
  }

  reply({ log, revision }: Replica): Reply {
    const rest = { project: "p", number: 1, catalog: null, diagnostics: null, code: null, code_answer: null, code_follows: false, saved: "saved" };
    return {
      ...rest,
      client_ack: { client: log.client, seq: this.seen.get(log.client) ?? 0 },
      revision: this.revision,
      document: revision < 0 ? documentOf(this.graph) : null,
      changes: this.changes.filter((change) => change.revision > revision),
    };
  }
}

test("two tabs that edit at the same time end with the server's document, whatever is lost or repeated", () => {
  const act = fc.constantFrom("edit", "send", "fetch", "late");
  const tab = fc.constantFrom(0, 1);
  fc.assert(
    fc.property(fc.array(fc.tuple(act, tab, someEdits), { maxLength: 30 }), (story) => {
      const server = new Server();
      const tabs = [emptyReplica(), emptyReplica()];
      const late: Reply[] = [];
      for (const [what, which, edits] of story) {
        const replica = tabs[which] ?? emptyReplica();
        if (what === "edit") tabs[which] = edited(replica, edits);
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

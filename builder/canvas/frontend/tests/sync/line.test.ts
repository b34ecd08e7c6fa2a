import { afterEach, expect, test, vi } from "vitest";

import type { Reply, Request } from "../../src/protocol";
import { speaker } from "../../src/sync/line";

const request = { client: "c", command: null } as Request;
const reply = { project: "p", number: 7 } as Reply;

afterEach(() => vi.unstubAllGlobals());

function answering(response: () => Response): { triggered: Request[]; received: Reply[]; asked: RequestInit[] } {
  const seen = { triggered: [] as Request[], received: [] as Reply[], asked: [] as RequestInit[] };
  vi.stubGlobal("fetch", (_address: URL, options: RequestInit) => {
    seen.asked.push(options);
    return Promise.resolve().then(response);
  });
  return seen;
}

test("with a pass a request goes by the line, and its reply is received", async () => {
  const seen = answering(() => Response.json(reply));
  speaker("key", (it) => seen.triggered.push(it), (it) => seen.received.push(it))(request);
  await vi.waitFor(() => expect(seen.received).toEqual([reply]));
  expect(seen.asked[0]?.headers).toMatchObject({ "X-Canvas-Pass": "key" });
  expect(seen.triggered).toEqual([]);
});

test.each([
  ["refused", () => new Response(null, { status: 403 })],
  ["down", () => { throw new TypeError("no network"); }],
])("where the line is %s, the trigger is used", async (_, response) => {
  const seen = answering(response);
  speaker("key", (it) => seen.triggered.push(it), (it) => seen.received.push(it))(request);
  await vi.waitFor(() => expect(seen.triggered).toEqual([request]));
  expect(seen.received).toEqual([]);
});

test("commands and canvases without a pass use the trigger", () => {
  const seen = answering(() => Response.json(reply));
  const command = { ...request, command: { name: "train" } };
  speaker("", (it) => seen.triggered.push(it), (it) => seen.received.push(it))(request);
  speaker("key", (it) => seen.triggered.push(it), (it) => seen.received.push(it))(command);
  expect(seen.triggered).toEqual([request, command]);
  expect(seen.asked).toEqual([]);
});

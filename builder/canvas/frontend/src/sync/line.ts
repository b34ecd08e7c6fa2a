/** The direct line to Python: a post to the server, answered without a rerun of the page. */
import type { Reply, Request } from "../protocol";

const ADDRESS = new URL("../../../layerloom/canvas", import.meta.url);

/** How a canvas speaks: by the line where the page gave it a pass, else, and where the line fails, by its trigger. */
export function speaker(
  pass: string,
  trigger: (request: Request) => void,
  receive: (reply: Reply) => void,
): (request: Request) => void {
  return (request) => {
    // Only the page can fulfil a command.
    if (pass === "" || request.command !== null) trigger(request);
    else
      void post(pass, request).then((reply) => {
        if (reply === null) trigger(request);
        else receive(reply);
      });
  };
}

/** Whether Python has another revision; false where it cannot say. */
export async function hasNews(pass: string, revision: number): Promise<boolean> {
  if (pass === "" || revision < 0) return false;
  try {
    const answer = await fetch(`${ADDRESS.href}?revision=${String(revision)}`, { headers: { "X-Canvas-Pass": pass } });
    return answer.ok && ((await answer.json()) as { news: boolean }).news;
  } catch {
    return false;
  }
}

/** Returns Python's reply, or null where the line is down or the pass no longer good. */
async function post(pass: string, request: Request): Promise<Reply | null> {
  try {
    const answer = await fetch(ADDRESS, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Canvas-Pass": pass },
      body: JSON.stringify(request),
    });
    return answer.ok ? ((await answer.json()) as Reply) : null;
  } catch {
    return null;
  }
}

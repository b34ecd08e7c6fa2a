/** The component's entry: Streamlit calls it at every change of data, with the element to draw in. */
import "@xyflow/react/dist/style.css";
import "./look/theme.css";
import "./look/frame.css";
import "./look/flow.css";
import "./look/block.css";

import type { FrontendRendererArgs } from "@streamlit/component-v2-lib";
import { createRoot, type Root } from "react-dom/client";

import { App } from "./frame/App";
import type { Reply, Request } from "./protocol";
import { canvasOf } from "./state/canvases";
import { hasNews, speaker } from "./sync/line";

type Triggers = { request: Request };
/** What the page mounts the canvas with: a reply, and its pass for the direct line. */
type Mounted = Reply & { pass: string };
type Arguments = Pick<FrontendRendererArgs<Triggers, Mounted>, "data" | "parentElement" | "setTriggerValue">;

interface Place {
  element: HTMLElement;
  root: Root;
}

const places = new WeakMap<HTMLElement | ShadowRoot, Place>();

/** Draws into `parentElement` and returns the clean-up; calling it again with new data keeps all that is on screen. */
export default function component({ data, parentElement, setTriggerValue }: Arguments): () => void {
  const canvas = canvasOf(data.project);
  const isNew = !places.has(parentElement);
  const { element, root } = places.get(parentElement) ?? placeIn(parentElement);
  const send = speaker(
    data.pass,
    (request) => setTriggerValue("request", request),
    (reply) => canvas.receive(reply),
  );
  canvas.receive(data);
  canvas.connect(send, (revision) => hasNews(data.pass, revision));
  if (isNew) canvas.refresh();
  root.render(<App key={data.project} canvas={canvas} />);
  return () => {
    canvas.disconnect(send);
    places.delete(parentElement);
    root.unmount();
    element.remove();
  };
}

/** An element of our own: Streamlit keeps the style sheet's link in `parentElement`, and a root clears its element. */
function placeIn(parentElement: HTMLElement | ShadowRoot): Place {
  const element = document.createElement("div");
  element.className = "ll-place";
  // The style sheet comes later than this script on a page that is returned to, and makes it visible.
  element.style.visibility = "hidden";
  parentElement.append(element);
  const place = { element, root: createRoot(element) };
  places.set(parentElement, place);
  return place;
}

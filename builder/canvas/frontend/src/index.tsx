/** The component's entry: Streamlit calls it at every change of data, with the element to draw in. */
import "@xyflow/react/dist/style.css";
import "./look/theme.css";
import "./look/frame.css";
import "./look/flow.css";

import type { FrontendRendererArgs } from "@streamlit/component-v2-lib";
import { createRoot, type Root } from "react-dom/client";

import { App } from "./frame/App";
import type { Reply, Request } from "./protocol";
import { canvasOf } from "./state/Canvas";

type Triggers = { request: Request };
type Arguments = Pick<FrontendRendererArgs<Triggers, Reply>, "data" | "parentElement" | "setTriggerValue">;

const roots = new WeakMap<HTMLElement | ShadowRoot, Root>();

/** Draws into `parentElement` and returns the clean-up; calling it again with new data keeps all that is on screen. */
export default function component({ data, parentElement, setTriggerValue }: Arguments): () => void {
  const canvas = canvasOf(data.project);
  const isNew = !roots.has(parentElement);
  const root = roots.get(parentElement) ?? createRoot(placeIn(parentElement));
  roots.set(parentElement, root);
  canvas.receive(data);
  canvas.connect((request) => setTriggerValue("request", request));
  if (isNew) canvas.refresh();
  root.render(<App key={data.project} canvas={canvas} />);
  return () => {
    canvas.connect(null);
    roots.delete(parentElement);
    root.unmount();
  };
}

/** Returns an element of our own: Streamlit keeps the style sheet's link in `parentElement`, and a root clears its element. */
function placeIn(parentElement: HTMLElement | ShadowRoot): HTMLElement {
  const place = document.createElement("div");
  parentElement.append(place);
  return place;
}

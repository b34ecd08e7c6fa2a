/** Draws the canvas with a stand-in for Streamlit: answers come a moment after each request. */
import component from "../src/index";
import type { Request } from "../src/protocol";
import { Backend } from "./Backend";
import { networkNamed } from "./networks";

const options = new URLSearchParams(window.location.search);
const parentElement = document.querySelector<HTMLElement>("#app");
document.body.dataset["theme"] = options.get("theme") ?? "light";

const backend = new Backend(networkNamed(options.get("network") ?? "digits"));
const DELAY = 60;

function draw(request: Request | null): void {
  if (parentElement === null) return;
  component({
    data: { ...backend.reply(request), pass: "" },
    parentElement,
    setTriggerValue: (_, value) => setTimeout(() => draw(value as Request), DELAY),
  });
}

draw(null);

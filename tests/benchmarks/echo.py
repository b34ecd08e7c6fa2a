"""A Streamlit app whose one component gets its clicks echoed: the least that a round trip to Python costs."""

import streamlit as st

SCRIPT = """
window.waits = [];
let begun = null;
export default function ({ parentElement, setTriggerValue }) {
  if (begun !== null) window.waits.push(performance.now() - begun);
  begun = null;
  parentElement.querySelector("button").onclick = () => {
    begun = performance.now();
    setTriggerValue("request", begun);
  };
}
"""

component = st.components.v2.component("echo", js=SCRIPT, html="<button>Echo</button>", isolate_styles=False)


@st.fragment
def echo() -> None:
    count = st.session_state["count"] = st.session_state.get("count", 0) + 1
    component(key="echo", data={"count": count}, on_request_change=lambda: None)


echo()

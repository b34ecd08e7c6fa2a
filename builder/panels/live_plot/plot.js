/**
 * Draws a Plotly figure and moves its curves in place when new data come, so that nothing blinks.
 *
 * Streamlit's own chart is a new element at every change of data. Plotly itself is the one that came with Python's plotly;
 * app.py serves it.
 */
const PLOTLY = new URL("../../../layerloom/plotly.min.js", import.meta.url);
const CONFIG = { displayModeBar: false, responsive: true };

let library = null;

function loadPlotly() {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = PLOTLY.href;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => {
      library = null;
      reject(new Error("Plotly could not be loaded from the server."));
    };
    document.head.append(script);
  });
  return library;
}

/** The figure's layout in the colours and the font of the page. */
function themed(layout, element) {
  const style = getComputedStyle(element);
  const colour = style.getPropertyValue("--st-text-color").trim() || style.color;
  const family = style.getPropertyValue("--st-font").trim() || style.fontFamily;
  const surface = style.getPropertyValue("--st-secondary-background-color").trim() || "white";
  return {
    ...layout,
    font: { ...layout.font, color: colour, family, size: 12 },
    hoverlabel: { bgcolor: surface, font: { color: colour, family } },
  };
}

function placeIn(parentElement, height) {
  let place = parentElement.querySelector(":scope > .ll-plot");
  if (!place) {
    place = document.createElement("div");
    place.className = "ll-plot";
    place.setAttribute("role", "img");
    parentElement.append(place);
  }
  place.style.height = `${height}px`;
  return place;
}

export default function draw({ data, parentElement }) {
  const place = placeIn(parentElement, data.figure.layout.height);
  place.setAttribute("aria-label", data.label);
  let gone = false;
  loadPlotly().then(
    (plotly) => gone || plotly.react(place, data.figure.data, themed(data.figure.layout, place), CONFIG),
    (error) => (place.textContent = error.message),
  );
  return () => {
    gone = true;
    window.Plotly?.purge(place);
    place.remove();
  };
}

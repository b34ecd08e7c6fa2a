import { useLayoutEffect, useRef, useState } from "react";

/**
 * Says whether Streamlit's theme is light or dark at the moment.
 *
 * The probe has the theme's background with a transition of a millisecond, so that a change of theme ends in an event.
 */
export function useColorScheme() {
  const probe = useRef<HTMLSpanElement>(null);
  const [scheme, setScheme] = useState<"light" | "dark">("light");
  useLayoutEffect(() => {
    const element = probe.current;
    if (element === null) return;
    const read = () => setScheme(luminance(getComputedStyle(element).backgroundColor) < 0.5 ? "dark" : "light");
    read();
    element.addEventListener("transitionend", read);
    return () => element.removeEventListener("transitionend", read);
  }, []);
  return { scheme, probe };
}

/** The luminance, from 0 to 1, of a computed colour such as rgb(14, 17, 23). */
export function luminance(color: string): number {
  const [red = 255, green = 255, blue = 255] = (color.match(/[\d.]+/g) ?? []).map(Number);
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}

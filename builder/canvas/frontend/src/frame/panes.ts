/** How wide the panes are and which are open: remembered by the browser, for all projects. */
import { create } from "zustand";
import { persist } from "zustand/middleware";

export type Pane = "palette" | "inspector" | "source";
export type Tab = "code" | "problems" | "outline";

interface PanesState {
  width: Record<Pane, number>;
  open: Record<Pane, boolean>;
  /** Where the window is narrow, the source pane begins folded. */
  openNarrow: Record<Pane, boolean>;
  tab: Tab;
  resize: (pane: Pane, width: number) => void;
  show: (pane: Pane, isNarrow: boolean, isOpen: boolean) => void;
  turnTo: (tab: Tab) => void;
}

export const PANE_LIMITS: Record<Pane, readonly [number, number]> = {
  palette: [160, 360],
  inspector: [240, 520],
  source: [260, 900],
};

export const usePanes = create<PanesState>()(
  persist(
    (set) => ({
      width: { palette: 208, inspector: 290, source: 380 },
      open: { palette: true, inspector: true, source: true },
      openNarrow: { palette: true, inspector: true, source: false },
      tab: "code",
      resize: (pane, width) =>
        set((state) => {
          const [least, most] = PANE_LIMITS[pane];
          return { width: { ...state.width, [pane]: Math.round(Math.min(most, Math.max(least, width))) } };
        }),
      show: (pane, isNarrow, isOpen) =>
        set((state) => {
          const field = isNarrow ? "openNarrow" : "open";
          return { [field]: { ...state[field], [pane]: isOpen } };
        }),
      turnTo: (tab) => set({ tab }),
    }),
    { name: "layerloom-panes", version: 1 },
  ),
);

import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Serves the canvas with a stand-in for Python: `npm run dev`, then ?theme=dark, ?network=empty, ?network=imported. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  server: { fs: { allow: ["../../.."] } },
});

import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin, transformWithEsbuild } from "vite";

import { sourceHash } from "./source-hash";

/** Vite leaves the whitespace of a library build; a third of the bundle is nothing else. */
const minifyWhitespace: Plugin = {
  name: "minify-whitespace",
  apply: "build",
  async renderChunk(code) {
    return transformWithEsbuild(code, "index.js", { minify: true, target: "es2022", legalComments: "none" });
  },
};

const writeSourceHash: Plugin = {
  name: "write-source-hash",
  apply: "build",
  generateBundle() {
    this.emitFile({ type: "asset", fileName: "source.sha256", source: `${sourceHash(import.meta.dirname)}\n` });
  },
};

export default defineConfig({
  plugins: [react(), minifyWhitespace, writeSourceHash],
  define: { "process.env.NODE_ENV": JSON.stringify("production") },
  worker: { format: "es" },
  build: {
    outDir: "build",
    emptyOutDir: true,
    target: "es2022",
    lib: { entry: "src/index.tsx", formats: ["es"], fileName: () => "index.js", cssFileName: "index" },
  },
});

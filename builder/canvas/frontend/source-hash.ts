/** The hash that ties the committed bundle to its source; tests/canvas/test_bundle.py computes the same in Python. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

const CONFIGURATION = ["package-lock.json", "package.json", "source-hash.ts", "tsconfig.json", "vite.config.ts"];

/** Returns the SHA-256 over path and content of every file that decides what the bundle is, in order of path. */
export function sourceHash(root: string): string {
  const source = readdirSync(join(root, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
  const hash = createHash("sha256");
  for (const path of [...CONFIGURATION, ...source].sort()) {
    hash.update(path).update("\0").update(readFileSync(join(root, path))).update("\0");
  }
  return hash.digest("hex");
}

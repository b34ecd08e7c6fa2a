/** Finds layers by what people type: parts of the class name, its words, or words of its summary. */
import type { LayerEntry } from "../protocol";

/** The words of a class name, with `2D` as one: SeparableConv2D -> separable, conv, 2d. */
export function wordsOf(className: string): string[] {
  return (className.match(/\dD|[A-Z]+(?![a-z])|[A-Z][a-z]+|[a-z]+|\d+/g) ?? []).map((word) => word.toLowerCase());
}

/** Returns the class names that match every word of the query, best first; the catalogue's order breaks ties. */
export function searchLayers(layers: Record<string, LayerEntry>, query: string): string[] {
  const terms = query.toLowerCase().split(/[\s,._-]+/).filter(Boolean);
  if (terms.length === 0) return Object.keys(layers);
  return Object.entries(layers)
    .map(([name, entry]) => ({ name, score: scoreOf(name, entry.summary, terms) }))
    .filter(({ score }) => score > 0)
    .sort((left, right) => right.score - left.score)
    .map(({ name }) => name);
}

/** A function such as ops.mean goes by what follows the dot, and comes after a layer that fits as well. */
function scoreOf(name: string, summary: string, terms: string[]): number {
  const lower = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  const joined = terms.join("");
  if (lower === joined) return name.includes(".") ? 990 : 1000;
  const scores = terms.map((term) => scoreOfTerm(lower, wordsOf(name), summary.toLowerCase(), term));
  if (scores.some((score) => score === 0)) return isSubsequence(joined, lower) ? 1 : 0;
  const start = lower.startsWith(joined) ? 200 : lower.startsWith(terms[0] ?? joined) ? 100 : 0;
  const sum = scores.reduce((total, score) => total + score, 0) / terms.length;
  return start + sum - name.length / 10;
}

function scoreOfTerm(name: string, words: string[], summary: string, term: string): number {
  if (words.includes(term)) return 90;
  if (words.some((word) => word.startsWith(term))) return 70;
  if (name.includes(term)) return 50;
  if (words.map((word) => word[0]).join("").startsWith(term) && term.length > 1) return 40;
  return summary.split(/\W+/).some((word) => word.startsWith(term)) ? 20 : 0;
}

/** Letters in order with gaps (`cnv2`, `mxpool`); shorter than three letters it would find everything. */
function isSubsequence(needle: string, hay: string): boolean {
  if (needle.length < 3 || needle[0] !== hay[0]) return false;
  let at = 0;
  for (const letter of hay) if (letter === needle[at]) at += 1;
  return at === needle.length;
}

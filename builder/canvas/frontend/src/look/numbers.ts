/** Numbers as people read them. */

const COUNT = new Intl.NumberFormat("en-US");

/** 693962 -> 693,962 */
export function count(value: number): string {
  return COUNT.format(value);
}

/** Bytes in kB, MB or GB with one decimal where it says something. */
export function size(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const power = bytes < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log(bytes) / Math.log(1024)));
  const value = bytes / 1024 ** power;
  return `${power > 0 && value < 100 ? value.toFixed(1) : Math.round(value)} ${units[power]}`;
}

/** "1 problem", "2 problems" */
export function plural(value: number, word: string): string {
  return `${count(value)} ${word}${value === 1 ? "" : "s"}`;
}

/** Returns a share as per cent with one decimal; something is never rounded to nothing, nor nearly all to all. */
export function shareText(part: number, whole: number): string {
  if (part === 0 || whole === 0) return "0 %";
  const percent = (100 * part) / whole;
  if (percent < 0.1) return "< 0.1 %";
  return percent > 99.9 && part < whole ? "> 99.9 %" : `${Number(percent.toFixed(1))} %`;
}

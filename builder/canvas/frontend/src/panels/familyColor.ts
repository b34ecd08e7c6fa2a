/** The colour of a family of layers, from the theme; a family that the theme does not know is grey. */
export function familyColor(family: string): string {
  return `var(--ll-family-${family}, var(--ll-muted))`;
}

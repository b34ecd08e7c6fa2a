/** Which arguments stand in the open and which are folded away, under what title. */
import type { ArgumentSpec } from "../../protocol";

export interface ArgumentGroup {
  title: string;
  specs: ArgumentSpec[];
}

const THEMED: Partial<Record<ArgumentSpec["kind"], string>> = {
  initializer: "initializers",
  regularizer: "regularizers",
  constraint: "constraints",
};

/** Required arguments are never folded away. */
export function mainArguments(specs: readonly ArgumentSpec[]): ArgumentSpec[] {
  return specs.filter((spec) => spec.required || spec.group === "main");
}

export function foldedGroups(specs: readonly ArgumentSpec[]): ArgumentGroup[] {
  const advanced = specs.filter((spec) => !spec.required && spec.group !== "main");
  const themed = advanced.filter((spec) => spec.kind in THEMED);
  const others = advanced.filter((spec) => !(spec.kind in THEMED));
  const kinds = Object.entries(THEMED).filter(([kind]) => themed.some((spec) => spec.kind === kind));
  const theme = kinds.map(([, title]) => title).join(", ");
  return [
    { title: "More arguments", specs: others },
    { title: theme.charAt(0).toUpperCase() + theme.slice(1), specs: themed },
  ].filter((group) => group.specs.length > 0);
}

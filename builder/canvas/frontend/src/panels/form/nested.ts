/** Nested Keras objects as a form sees them: a name to choose, arguments to fill in. */
import type { ArgumentSpec, Choices, Config, JsonValue } from "../../protocol";
import type { FormCatalog } from "./FormContext";
import { isEqual } from "./json";

export interface NestedObject {
  class_name: string;
  config: Config;
}

export interface ObjectChoice {
  /** What is shown: Keras's short name, or the class where there is none. */
  name: string;
  /** What stands for the object while none of its arguments is set. */
  plain: JsonValue;
  className: string;
  specs: ArgumentSpec[];
  /** Under which title it is offered, where there are several. */
  group?: string;
}

export function isNested(value: JsonValue | undefined): value is { class_name: string; config: Config } {
  return typeof value === "object" && value !== null && !Array.isArray(value) && typeof value.class_name === "string";
}

/** Returns what there is to choose from for an argument of this kind. */
export function choicesFor(kind: ArgumentSpec["kind"], catalog: FormCatalog): ObjectChoice[] {
  const sources: Partial<Record<ArgumentSpec["kind"], Choices>> = {
    activation: catalog.activations,
    initializer: catalog.initializers,
    regularizer: catalog.regularizers,
    constraint: catalog.constraints,
  };
  const source = sources[kind] ?? [];
  if (kind === "activation") return [...choicesIn(source, kind), ...layersOf(catalog)];
  return choicesIn(source, kind);
}

/** A layer of the family "activation" may stand for its function, with arguments of its own. */
function layersOf(catalog: FormCatalog): ObjectChoice[] {
  return Object.values(catalog.layers)
    .filter(({ family, arguments: specs }) => family === "activation" && specs.every(({ kind }) => kind !== "activation"))
    .map(({ class_name: className, arguments: specs }) => {
      return { name: className, plain: { class_name: className, config: {} }, className, specs, group: "Layers" };
    });
}

function choicesIn(source: Choices, kind: ArgumentSpec["kind"]): ObjectChoice[] {
  if (Array.isArray(source)) return source.map((name) => ({ name, plain: name, className: name, specs: [] }));
  return Object.values(source).map(({ class_name, alias, arguments: specs }) => ({
    name: alias ?? class_name,
    plain: alias ?? (kind === "activation" ? class_name : { class_name, config: {} }),
    className: class_name,
    specs,
  }));
}

/** Returns the choice that a value stands for; Keras takes short names and class names alike. */
export function chosen(choices: readonly ObjectChoice[], value: JsonValue): ObjectChoice | undefined {
  const name = isNested(value) ? value.class_name : value;
  return choices.find((choice) => choice.name === name || choice.className === name);
}

/** Returns the value for a choice with these arguments. */
export function valueFor(choice: ObjectChoice, config: Config): JsonValue {
  return isEqual(config, {}) ? choice.plain : { class_name: choice.className, config };
}

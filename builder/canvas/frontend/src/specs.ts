/** What the catalogue says about layers and their arguments; mirrors builder/catalog/specs.py. */

export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };
export type Config = Record<string, JsonValue>;

export type ArgumentKind =
  | "integer"
  | "number"
  | "boolean"
  | "string"
  | "choice"
  | "integers"
  | "numbers"
  | "strings"
  | "shape"
  | "dtype"
  | "activation"
  | "initializer"
  | "regularizer"
  | "constraint"
  | "schedule"
  | "layer"
  | "layers"
  | "object"
  /** What stands between the brackets of x[:, 0]. */
  | "index"
  | "any";

export interface ArgumentSpec {
  name: string;
  kind: ArgumentKind;
  default: JsonValue;
  required: boolean;
  nullable: boolean;
  choices: JsonValue[];
  minimum: number | null;
  maximum: number | null;
  length: number | null;
  scalar: boolean;
  /** Whether each integer of an "integers" may be a pair instead: what comes before and after. */
  nested: boolean;
  help: string;
  group: "main" | "advanced";
  /** A template such as "{} units" when the argument belongs on the node itself; empty otherwise. */
  headline: string;
  suggestion: JsonValue;
}

/** A variadic port takes `at_least` to `at_most` tensors; `item_names` say what each place means (query, value). */
export interface InputPort {
  name: string;
  argument: string | null;
  variadic: boolean;
  optional: boolean;
  at_least: number;
  at_most: number | null;
  item_names: string[];
  /** Whether a plain number will do in its place; the argument of the port's name then holds it. */
  number: boolean;
}

/** `when` names the values, by path (`layer.config.return_state`), that make the output appear; empty: always. */
export interface OutputPort {
  name: string;
  when: Config;
  /** The argument with the recurrent layer, the cell or the cells each of whose states is an output here. */
  states_of?: string;
}

export interface LayerEntry {
  class_name: string;
  summary: string;
  description: string;
  arguments: ArgumentSpec[];
  family: string;
  inputs: InputPort[];
  outputs: OutputPort[];
  ranks: number[] | null;
  /** The argument that says how many tensors come out; "" where `outputs` does. */
  outputs_from: string;
  call_arguments: ArgumentSpec[];
  /** Other names under which Keras knows the class. */
  aliases: string[];
}

/** A Keras object that an argument may hold: an initializer, a regularizer, ... */
export interface ObjectEntry {
  class_name: string;
  summary: string;
  arguments: ArgumentSpec[];
  /** The name that Keras takes in place of the class. */
  alias?: string | null;
}

/** Names alone, or entries where the arguments of the object can be set too. */
export type Choices = readonly string[] | Record<string, ObjectEntry>;

/** The catalogue as far as the canvas draws it: families in palette order, layers by class, names to choose from. */
export interface CatalogPart {
  hash: string;
  families: Record<string, string>;
  layers: Record<string, LayerEntry>;
  activations: Choices;
  initializers: Choices;
  regularizers: Choices;
  constraints: Choices;
}

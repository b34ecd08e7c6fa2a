import { type ComponentType, useId } from "react";

import type { ArgumentSpec, Config, Problem } from "../../protocol";
import { ChoiceField } from "../fields/ChoiceField";
import type { FieldProps } from "../fields/field";
import { LayerField } from "../fields/LayerField";
import { LayersField } from "../fields/LayersField";
import { ListField } from "../fields/ListField";
import { NumberField } from "../fields/NumberField";
import { ObjectField } from "../fields/ObjectField";
import { SwitchField } from "../fields/SwitchField";
import { TextField } from "../fields/TextField";
import { isChanged, valueOf, withArgument } from "./config";
import { FieldFrame } from "./FieldFrame";
import { useDraft } from "./useDraft";

interface ArgumentFieldProps {
  spec: ArgumentSpec;
  config: Config;
  onChange: (config: Config) => void;
  problems: readonly Problem[];
}

const FIELDS: Partial<Record<ArgumentSpec["kind"], ComponentType<FieldProps>>> = {
  integer: NumberField,
  number: NumberField,
  boolean: SwitchField,
  choice: ChoiceField,
  activation: ObjectField,
  initializer: ObjectField,
  regularizer: ObjectField,
  constraint: ObjectField,
  layer: LayerField,
  layers: LayersField,
};

function fieldFor(spec: ArgumentSpec): ComponentType<FieldProps> {
  const { kind, nullable, choices } = spec;
  const plain = kind !== "layer" && kind !== "layers";
  if ((plain && choices.length > 0) || (kind === "boolean" && nullable)) return ChoiceField;
  return FIELDS[kind] ?? (isLongList(spec) ? ListField : TextField);
}

/** Whether it may hold any number of values: a vocabulary, the mean of each feature; not the axes of a tensor. */
function isLongList({ kind, length, scalar }: ArgumentSpec): boolean {
  return kind === "strings" || (length === null && (kind === "numbers" || (kind === "integers" && !scalar)));
}

/** One argument: its name, its field by kind, what it means, what is wrong with it, the way back to the default. */
export function ArgumentField({ spec, config, onChange, problems }: ArgumentFieldProps) {
  const id = useId();
  const value = valueOf(spec, config);
  const change = (next: FieldProps["value"]) => onChange(withArgument(config, spec, next));
  const draft = useDraft(spec, value, change);
  const errors = draft.error === null ? problems.map((problem) => problem.message) : [draft.error];
  const Field = fieldFor(spec);
  return (
    <FieldFrame
      id={id}
      spec={spec}
      errors={errors}
      inline={Field === SwitchField}
      onReset={isChanged(spec, config) ? () => change(spec.default) : null}
    >
      {(describedBy) => (
        <Field
          id={id}
          spec={spec}
          value={value}
          draft={draft}
          invalid={errors.length > 0}
          describedBy={describedBy}
          onChange={change}
        />
      )}
    </FieldFrame>
  );
}

import { useState } from "react";

import { Disclosure } from "../Disclosure";
import { freshConfig } from "../form/config";
import { choicesFor, chosen, isNested, valueFor } from "../form/nested";
import { useFormTools } from "../form/useFormTools";
import type { FieldProps } from "./field";
import { Select } from "./Select";

const NONE = "";

/** An activation, initializer, regularizer or constraint by name, with a form for its own arguments. */
export function ObjectField({ id, spec, value, invalid, describedBy, onChange }: FieldProps) {
  const { catalog, Form } = useFormTools();
  const [picked, setPicked] = useState(false);
  const choices = choicesFor(spec.kind, catalog);
  const choice = chosen(choices, value);
  const config = isNested(value) ? value.config : {};
  const unlisted = typeof spec.default === "string" && !chosen(choices, spec.default) ? [spec.default] : [];
  const offered = [...unlisted.map((name) => ({ name })), ...choices];
  const options = offered.map((it) => ({ value: it.name, label: it.name, ...("group" in it && { group: it.group }) }));
  const none = spec.nullable || spec.default === null ? [{ value: NONE, label: "none" }] : [];
  const stray = isNested(value) ? value.class_name : String(value ?? "choose one");

  const unfolded = isNested(value) || (picked && choice?.specs.some((spec) => spec.group === "main"));

  function choose(name: string) {
    const next = chosen(choices, name);
    setPicked(true);
    if (name === NONE) onChange(null);
    else onChange(next ? valueFor(next, freshConfig(next.specs)) : name);
  }

  return (
    <>
      <Select
        id={id}
        value={value === null ? NONE : (choice?.name ?? stray)}
        options={[...none, ...options]}
        strayLabel={stray}
        invalid={invalid}
        describedBy={describedBy}
        onChange={choose}
      />
      {choice && choice.specs.length > 0 && (
        <div className="ll-nested" role="group" aria-label={`Arguments of ${spec.name}`}>
          <Disclosure title={`Arguments of ${choice.name}`} count={choice.specs.length} open={unfolded}>
            <Form specs={choice.specs} config={config} onChange={(next) => onChange(valueFor(choice, next))} />
          </Disclosure>
        </div>
      )}
    </>
  );
}

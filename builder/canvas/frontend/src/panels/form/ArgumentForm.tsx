import type { ArgumentSpec, Problem } from "../../protocol";
import { Disclosure } from "../Disclosure";
import { ArgumentField } from "./ArgumentField";
import { isChanged } from "./config";
import type { ArgumentFormProps } from "./FormContext";
import { foldedGroups, mainArguments } from "./groups";

const NO_PROBLEMS: readonly Problem[] = [];

/** The form of one object: what matters in the open, the rest folded by theme. Needs a FormContext above it. */
export function ArgumentForm({ specs, config, onChange, problems = NO_PROBLEMS }: ArgumentFormProps) {
  const problemsOf = (spec: ArgumentSpec) => problems.filter((problem) => problem.argument === spec.name);
  const field = (spec: ArgumentSpec) => (
    <ArgumentField key={spec.name} spec={spec} config={config} onChange={onChange} problems={problemsOf(spec)} />
  );
  return (
    <>
      {mainArguments(specs).map(field)}
      {foldedGroups(specs).map((group) => {
        const set = group.specs.filter((spec) => isChanged(spec, config)).length;
        return (
          <Disclosure
            key={group.title}
            title={group.title}
            count={group.specs.length}
            note={set > 0 ? `${set} set` : ""}
            open={group.specs.some((spec) => problemsOf(spec).length > 0)}
          >
            {group.specs.map(field)}
          </Disclosure>
        );
      })}
    </>
  );
}

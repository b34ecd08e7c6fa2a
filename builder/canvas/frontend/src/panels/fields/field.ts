import type { ArgumentSpec, JsonValue } from "../../protocol";
import type { Draft } from "../form/useDraft";

/** What every kind of field gets; `id` is the one its label points to. */
export interface FieldProps {
  id: string;
  spec: ArgumentSpec;
  value: JsonValue;
  draft: Draft;
  invalid: boolean;
  describedBy: string | undefined;
  onChange: (value: JsonValue) => void;
}

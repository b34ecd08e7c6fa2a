import { useContext } from "react";

import { FormContext, type FormTools } from "./FormContext";

export function useFormTools(): FormTools {
  const tools = useContext(FormContext);
  if (tools === null) throw new Error("A form field needs a FormContext above it.");
  return tools;
}

/** What every field of a form may need: the catalogue to choose from, and the form itself for nested objects. */
import { type ComponentType, createContext } from "react";

import type { ArgumentSpec, CatalogPart, Config, Problem } from "../../protocol";

export type FormCatalog = Omit<CatalogPart, "hash">;

export interface ArgumentFormProps {
  specs: readonly ArgumentSpec[];
  config: Config;
  onChange: (config: Config) => void;
  problems?: readonly Problem[];
}

export interface FormTools {
  catalog: FormCatalog;
  Form: ComponentType<ArgumentFormProps>;
}

export const FormContext = createContext<FormTools | null>(null);

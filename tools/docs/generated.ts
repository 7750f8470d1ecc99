import { ruleInfos } from "../../policies/catalog";
import { rulesTable } from "./rules-table";

/** Every generated document: its path from the repository's root and its text. */
export function generatedDocuments(): ReadonlyMap<string, string> {
  return new Map([["policies/RULES.md", rulesTable(ruleInfos())]]);
}

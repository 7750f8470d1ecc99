import { allRules } from "../catalog";
import type { ControlLinks } from "../record";
import type { Framework, Pack } from "../session";
import { VERSION } from "../version";
import { waiversAreValid } from "../waivers-rule";

/** A pack is a selection by control: the rules that cite its framework, and the one that keeps its waivers honest. */
export function selection(
  named: Pick<Pack, "name" | "description"> & { readonly framework: Framework; readonly cites: keyof ControlLinks },
): Pack {
  const { cites, framework, name, description } = named;
  const rules = allRules();
  return {
    name,
    displayName: `phiguard: ${framework.name}`,
    version: VERSION,
    description,
    framework,
    rules: rules.filter((rule) => rule === waiversAreValid || (rule.controls[cites] ?? []).length > 0),
    knownRules: rules.map(({ id }) => id),
  };
}

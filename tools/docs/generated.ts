import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { publicDocument } from "../../components/api/open-api";
import { BEARER, fhirApiDocument } from "../../components/fhir/fhir-api-document";
import { ruleInfos } from "../../policies/catalog";
import type { RuleInfo } from "../../policies/rule";
import { awsChecks } from "../../policies/controls/aws-checks";
import { waiverFileSchema } from "../../policies/waivers";
import { accessOf, byWorkload } from "../../stacks/testing/access";
import { accessList } from "../../stacks/testing/access-list";
import { planOf, settings } from "../../stacks/testing/plans";
import { auditorNeedsPage, readAuditorNeeds } from "./auditor-needs";
import { componentPages } from "./component-pages";
import { readComponents } from "./component-sources";
import { runbooks } from "../../cli/documented-commands";
import { conversionsPage } from "./conversions";
import { examplesFromTables } from "./examples";
import { callersOf } from "./function-callers";
import { functionsPage, type ListedContract } from "./functions-page";
import { frameworksMatrix, peersMatrix } from "./matrices";
import { readRequirements, requirementsPage } from "./requirements";
import { rulePages, type PlacedRule } from "./rule-pages";

/** Every generated document: its path from the repository's root and its text. */
export function generatedDocuments(): ReadonlyMap<string, string> {
  const rules = ruleInfos();
  const examples = examplesFromTables();
  return new Map([
    ...rulePages(placed(), examples),
    ...componentPages(readComponents(resolve(__dirname, "../.."))),
    ["policies/rule-examples.json", json(examples)],
    ["policies/waivers.schema.json", json(waiverFileSchema())],
    ["docs/fhir-api.openapi.json", json(publicDocument(fhirApiDocument(), BEARER))],
    ["docs/frameworks.md", frameworksMatrix(rules)],
    ["docs/peers.md", peersMatrix(awsChecks(), rules)],
    ["docs/conversions.md", conversionsPage()],
    ["docs/auditor-needs.md", auditorNeedsPage(readAuditorNeeds(resolve(__dirname, "../../docs/auditor-needs.yaml")))],
    ["docs/requirements.md", requirementsPage(readRequirements(resolve(__dirname, "../../docs/requirements.yaml")))],
  ]);
}

/** The documents that are read from the plan of prod; `stacks/access.test.ts` and `functions-page.test.ts` hold them. */
export async function planDocuments(): Promise<ReadonlyMap<string, string>> {
  const planned = await planOf(settings.prod);
  const lists = byWorkload(accessOf(planned));
  const documents = [...lists].map(
    ([workload, roles]) => [`stacks/access/${workload}.yaml`, accessList(roles)] as const,
  );
  return new Map([
    ...documents,
    ["docs/functions.md", functionsPage(planned, contractOf, runbooks())],
    ["lambdas/testing/callers-of-prod.json", linePerKey(callersOf(planned))],
  ]);
}

function contractOf(name: string): ListedContract {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the function is known only now
  const { contract } = require(resolve(__dirname, `../../lambdas/${name}/contract`)) as { contract: ListedContract };
  return contract;
}

/** Each rule with the folder that declares it; the one about waivers stands in none. */
function placed(): PlacedRule[] {
  const root = resolve(__dirname, "../../policies/rules");
  const folders = new Map<string, string>();
  for (const folder of readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the folder is known only now
    const { rules } = require(join(root, folder.name)) as { rules: readonly RuleInfo[] };
    for (const { id } of rules) folders.set(id, folder.name);
  }
  return ruleInfos().map((rule) => ({ rule, folder: folders.get(rule.id) ?? "" }));
}

function linePerKey(value: object): string {
  const lines = Object.entries(value).map(([key, one]) => `  ${JSON.stringify(key)}: ${JSON.stringify(one)}`);
  return `{\n${lines.join(",\n")}\n}\n`;
}

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** What `npm run new-rule` writes, made from a rule's id and the resource type it is about. */
export interface Scaffold {
  /** Folder of policies/rules. */
  readonly folder: string;
  /** File name without extension. */
  readonly file: string;
  readonly source: string;
  readonly test: string;
  /** The rule's name in code. */
  readonly exported: string;
}

export class ScaffoldError extends Error {}

/** @throws ScaffoldError naming what is wrong with the id or the type. */
export function scaffold(id: string, type: string): Scaffold {
  if (!/^[a-z0-9]+(-[a-z0-9]+)+$/.test(id))
    throw new ScaffoldError(
      `A rule's id is <service>-<what must hold> in kebab case, such as sqs-queue-encrypted; got "${id}".`,
    );
  const [, module = "", name = ""] = /^aws:([\w-]+)\/\w+:(\w+)$/.exec(type) ?? [];
  if (name === "") throw new ScaffoldError(`A type is a Pulumi token such as aws:sqs/queue:Queue; got "${type}".`);
  const exported = id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return {
    folder: module,
    file: id,
    exported,
    source: sourceOf(id, type, module, name, exported),
    test: testOf(id, exported),
  };
}

function sourceOf(id: string, type: string, module: string, name: string, exported: string): string {
  const subject = name[0]?.toLowerCase() + name.slice(1);
  return `import type { ${name}Args } from "@pulumi/aws/${module}";
import { is } from "../../predicates";
import { on } from "../../rule";

const ${subject} = on<${name}Args>("${type}");

export const ${exported} = ${subject}.rule({
  id: "${id}",
  title: "TODO what must hold, as a sentence without its full stop",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(B)"] },
  source: "https://docs.aws.amazon.com/TODO",
  says: "TODO what is wrong, after the resource's name",
  fix: "TODO the code to write.",
  requires: (p) => is(p.tags, true), // TODO the property and its safe value
});
`;
}

function testOf(id: string, exported: string): string {
  return `import { testRule, unknownValue } from "../../testing/rule-tester";
import { ${exported} } from "./${id}";

testRule(${exported}, {
  valid: [{ name: "TODO set right", props: {} }],
  invalid: [
    { name: "TODO left out", props: {}, finds: "TODO the property" },
    { name: "TODO set wrong", props: {}, finds: "TODO the property" },
  ],
  notJudged: [
    { name: "another type", type: "aws:iam/user:User", props: {}, because: "other-type" },
    { name: "TODO not known yet", props: { TODO: unknownValue }, because: "unknown" },
  ],
});
`;
}

/** A folder's index with one more rule: its import after the others, its name at the end of the list. */
export function withRule(index: string | undefined, { file, exported }: Scaffold): string {
  const line = `import { ${exported} } from "./${file}";\n`;
  if (index === undefined)
    return `import type { Rule } from "../../rule";\n${line}\nexport const rules: readonly Rule[] = [${exported}];\n`;
  const lastImport = [...index.matchAll(/^import .*;\n/gm)].pop();
  const after = lastImport === undefined ? 0 : lastImport.index + lastImport[0].length;
  const imported = index.slice(0, after) + line + index.slice(after);
  const end = imported.lastIndexOf("]");
  if (end < 0) return `${imported}\nexport const rules: readonly Rule[] = [${exported}];\n`;
  const before = imported.slice(0, end).trimEnd();
  // A list that is made by a call goes on behind it.
  if (!/^\s*\];?\s*$/.test(imported.slice(end)))
    return imported.replace(/(export const rules: readonly Rule\[\] = )([\s\S]*?);\s*$/, `$1[...$2, ${exported}];\n`);
  return `${before}${before.endsWith(",") || before.endsWith("[") ? "" : ","} ${exported}${imported.slice(end)}`;
}

/** The list of all folders with one more. */
export function withFolder(index: string, folder: string): string {
  if (index.includes(`from "./${folder}";`)) return index;
  const name = folder.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const withImport = index.replace(/\n\n\/\*\*/, `\nimport { rules as ${name} } from "./${folder}";\n\n/**`);
  return withImport.replace(/\n\];\s*$/, `\n  ...${name},\n];\n`);
}

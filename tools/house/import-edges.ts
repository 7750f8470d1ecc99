import { readFileSync } from "node:fs";
import { dirname, join, normalize, relative, sep } from "node:path";
import ts from "typescript";

export interface ImportEdge {
  /** Path from the repository's root, with `/`. */
  readonly from: string;
  /** The same for a project file (without extension), else the module's name. */
  readonly to: string;
  readonly typeOnly: boolean;
}

/** All imports of a TypeScript source, dynamic ones and `require` included. */
export function importsOf(root: string, file: string, text = readFileSync(file, "utf8")): ImportEdge[] {
  const from = relative(root, file).split(sep).join("/");
  const source = ts.createSourceFile(
    file,
    text,
    ts.ScriptTarget.Latest,
    false,
    file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const edges: ImportEdge[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean): void => {
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return;
    const name = specifier.text;
    const to = name.startsWith(".")
      ? relative(root, normalize(join(dirname(file), name)))
          .split(sep)
          .join("/")
      : name;
    edges.push({ from, to, typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (
      ts.isCallExpression(node) &&
      (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText?.(source) === "require")
    )
      add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return edges;
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.isTypeOnly) return true;
  const named = clause.namedBindings;
  return (
    clause.name === undefined &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.length > 0 &&
    named.elements.every((e) => e.isTypeOnly)
  );
}

/** Which room may open which door. `tools` and `cli` see all; nothing imports them, but `cli` may use `tools`. */
const DOORS: Readonly<Record<string, readonly RegExp[]>> = {
  policies: [/^policies\//, /^package\.json$/],
  reports: [/^reports\//, /^policies\//, /^lambdas\/phi\//],
  lambdas: [/^lambdas\//, /^reports\/(model|ledger)\//, /^policies\/controls\//],
  components: [/^components\//, /^lambdas\/[^/]+\/contract$/],
  stacks: [/^stacks(\/|$)/, /^components\//, /^lambdas\/[^/]+\/contract$/],
  synthetic: [/^synthetic\//, /^lambdas\/population\/codes$/],
  cli: [/^(cli|tools|policies|reports|lambdas|components|stacks|synthetic)(\/|$)/, /^package\.json$/],
  tools: [/^(tools|policies|reports|lambdas|components|stacks|cli|examples|synthetic)(\/|$)/, /^package\.json$/],
  examples: [/^examples\//],
};

/** Why an import may not stand where it stands, or undefined. */
export function objection({ from, to, typeOnly }: ImportEdge): string | undefined {
  const room = from.split("/")[0] ?? "";
  const local =
    /^(policies|reports|lambdas|components|stacks|cli|tools|examples|synthetic)(\/|$)|^package\.json$/.test(to) ||
    to.startsWith("..");
  if (local) {
    // An example stands for a user's own program; its test is ours.
    if (room === "examples" && from.includes(".test.")) return undefined;
    // Synthetic data is held to what the functions read, by its tests alone.
    // So does the one that collects, by the sources that the command asks.
    if (
      /^lambdas\/evidence-collect\/collector(\.test)?$/.test(from.replace(/\.ts$/, "")) &&
      /^reports\/(sources|testing)\//.test(to)
    )
      return undefined;
    // The scheduled function makes the reports that the command makes; nothing of it is pure, so it stands beside its adapters.
    if (/^lambdas\/report-run\/reports(\.test)?\.ts$/.test(from) && /^(reports(\/|$)|policies\/catalog$)/.test(to))
      return undefined;
    if (room === "synthetic" && from.includes(".test.") && /^(lambdas|tools)\//.test(to)) return undefined;
    return DOORS[room]?.some((door) => door.test(to)) ? undefined : `${room} may not import ${to}`;
  }
  if (/^@pulumi\/(aws|awsx)(\/|$)/.test(to) && !typeOnly && ["policies", "reports", "lambdas"].includes(room)) {
    return `${room} may not load ${to} at run time`;
  }
  if (
    to.startsWith("@aws-sdk/") &&
    !typeOnly &&
    !/(^|\/)adapters(\.test)?\.ts$/.test(from) &&
    !from.startsWith("reports/sources/")
  ) {
    return "AWS SDK clients live in adapters.ts and reports/sources";
  }
  return undefined;
}

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import * as ts from "typescript";

/** A field of a component's arguments or outputs, as its source has it. */
export interface Field {
  readonly name: string;
  /** The type as it is written. */
  readonly type: string;
  readonly optional: boolean;
  /** Docstring in one line; empty where there is none. */
  readonly about: string;
}

export interface Component {
  /** Folder below `components/`. */
  readonly area: string;
  readonly className: string;
  /** Pulumi type token. */
  readonly token: string;
  /** Path from the repository's root. */
  readonly file: string;
  readonly about: string;
  readonly args: readonly Field[];
  readonly outputs: readonly Field[];
}

/** Every ComponentResource below `components/`, read from the sources alone, in the order of areas and names. */
export function readComponents(root: string): Component[] {
  return readdirSync(join(root, "components"), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.ts$/.test(file) && !/\.test\.ts$/.test(file))
    .sort()
    .flatMap((file) => componentsIn(root, `components/${file}`));
}

function componentsIn(root: string, file: string): Component[] {
  const source = parseFile(join(root, file));
  return source.statements.filter(ts.isClassDeclaration).flatMap((declared) => {
    const token = /super\(\s*"(phiguard:[\w:-]+)"/.exec(declared.getText(source))?.[1];
    if (token === undefined || declared.name === undefined) return [];
    const [, args] = declared.members.find(ts.isConstructorDeclaration)?.parameters ?? [];
    const of = args?.type !== undefined && ts.isTypeReferenceNode(args.type) ? args.type.typeName.getText(source) : "";
    return {
      area: file.split("/")[1] ?? "",
      className: declared.name.text,
      token,
      file,
      about: docOf(declared),
      args: fieldsOfInterface(source, of),
      outputs: declared.members
        .filter(ts.isPropertyDeclaration)
        .filter(isPublic)
        .map((member) => field(source, member)),
    };
  });
}

/** Fields of an interface that the file declares or imports, with those of the interfaces it extends first. */
function fieldsOfInterface(source: ts.SourceFile, name: string): Field[] {
  const declared = source.statements
    .filter(ts.isInterfaceDeclaration)
    .find((statement) => statement.name.text === name);
  if (declared === undefined) {
    const file = importedFrom(source, name);
    return file === undefined ? [] : fieldsOfInterface(parseFile(file), name);
  }
  const inherited = (declared.heritageClauses ?? []).flatMap(({ types }) =>
    types.flatMap(({ expression }) => fieldsOfInterface(source, expression.getText(source))),
  );
  return [...inherited, ...declared.members.filter(ts.isPropertySignature).map((member) => field(source, member))];
}

function importedFrom(source: ts.SourceFile, name: string): string | undefined {
  const from = source.statements.filter(ts.isImportDeclaration).find(({ importClause }) => {
    const bindings = importClause?.namedBindings;
    return (
      bindings !== undefined && ts.isNamedImports(bindings) && bindings.elements.some((of) => of.name.text === name)
    );
  })?.moduleSpecifier;
  if (from === undefined || !ts.isStringLiteral(from) || !from.text.startsWith(".")) return undefined;
  return `${resolve(dirname(source.fileName), from.text)}.ts`;
}

function field(source: ts.SourceFile, member: ts.PropertySignature | ts.PropertyDeclaration): Field {
  return {
    name: member.name.getText(source),
    type: (member.type?.getText(source) ?? "").replace(/\s+/g, " "),
    optional: member.questionToken !== undefined,
    about: docOf(member),
  };
}

function isPublic(member: ts.PropertyDeclaration): boolean {
  return !(ts.getModifiers(member) ?? []).some(({ kind }) =>
    [ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword, ts.SyntaxKind.StaticKeyword].includes(kind),
  );
}

function docOf(node: ts.HasJSDoc): string {
  const [doc] = ts.getJSDocCommentsAndTags(node).slice(-1);
  return (ts.getTextOfJSDocComment(doc?.comment as string | undefined) ?? "").replace(/\s+/g, " ").trim();
}

function parseFile(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true);
}

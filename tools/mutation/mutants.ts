import * as ts from "typescript";

/** One small change to a source file that a test must notice. */
export interface Mutant {
  /** 1-based. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** `all → any`, `without is(p.a, true)`. */
  readonly change: string;
}

/** What a rule says of itself is data for people; the catalogue's tests hold it. */
const WORDS: ReadonlySet<string> = new Set([
  "id",
  "title",
  "severity",
  "controls",
  "source",
  "says",
  "fix",
  "why",
  "version",
  "otherwise",
  "adviseIfOpen",
  "description",
]);

const CALLS: Readonly<Record<string, string>> = {
  all: "any",
  any: "all",
  some: "every",
  every: "some",
  present: "absent",
  absent: "present",
  atLeast: "atMost",
  atMost: "atLeast",
  notTrue: "notFalse",
  notFalse: "notTrue",
  oneOf: "noneOf",
  noneOf: "oneOf",
};

/** Calls whose arguments are conditions or types of which each has to count. */
const LISTS: ReadonlySet<string> = new Set(["all", "any", "on"]);

const OPERATORS: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, "!=="],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, "==="],
  [ts.SyntaxKind.LessThanToken, "<="],
  [ts.SyntaxKind.LessThanEqualsToken, "<"],
  [ts.SyntaxKind.GreaterThanToken, ">="],
  [ts.SyntaxKind.GreaterThanEqualsToken, ">"],
  [ts.SyntaxKind.AmpersandAmpersandToken, "||"],
  [ts.SyntaxKind.BarBarToken, "&&"],
]);

/** All mutants of a TypeScript source, in the order of their place. Types, imports and words for people are left alone. */
export function mutantsOf(text: string, file: string): Mutant[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS);
  const found: Mutant[] = [];
  const add = (node: { start: number; end: number }, replacement: string, change: string): void => {
    if (text.slice(node.start, node.end) === replacement) return;
    const line = source.getLineAndCharacterOfPosition(node.start).line + 1;
    found.push({ line, start: node.start, end: node.end, replacement, change: oneLine(change) });
  };
  const span = (node: ts.Node): { start: number; end: number } => ({
    start: node.getStart(source),
    end: node.getEnd(),
  });
  const textOf = (node: ts.Node): string => node.getText(source);

  const withoutEach = (items: readonly ts.Node[]): void => {
    items.forEach((item, position) => {
      const { start, end } = span(item);
      const next = items[position + 1];
      const before = items[position - 1];
      const cut =
        next !== undefined
          ? { start, end: span(next).start }
          : { start: before === undefined ? start : before.getEnd(), end };
      add(cut, "", `without ${textOf(item)}`);
    });
  };

  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || ts.isInterfaceDeclaration(node)) return;
    if (ts.isTypeAliasDeclaration(node)) return;
    if (ts.isPropertyAssignment(node) && WORDS.has(textOf(node.name)) && isWords(node.initializer)) return;
    if (ts.isPropertyAssignment(node) && textOf(node.name) === "appliesWhen")
      add(withComma(node), "", "without appliesWhen");
    if (ts.isCallExpression(node)) ofCall(node);
    if (ts.isArrayLiteralExpression(node)) withoutEach(node.elements);
    if (ts.isNumericLiteral(node)) {
      const figure = Number(node.text);
      add(span(node), String(figure + 1), `${node.text} → ${figure + 1}`);
      if (figure > 0) add(span(node), String(figure - 1), `${node.text} → ${figure - 1}`);
    }
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) ofText(node);
    if (node.kind === ts.SyntaxKind.TrueKeyword) add(span(node), "false", "true → false");
    if (node.kind === ts.SyntaxKind.FalseKeyword) add(span(node), "true", "false → true");
    if (ts.isBinaryExpression(node)) {
      const other = OPERATORS.get(node.operatorToken.kind);
      if (other !== undefined) add(span(node.operatorToken), other, `${textOf(node.operatorToken)} → ${other}`);
    }
    if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
      add(span(node), textOf(node.operand), `!x → x: ${textOf(node)}`);
    if (ts.isConditionalExpression(node)) {
      add(span(node.condition), "true", `${textOf(node.condition)} → true`);
      add(span(node.condition), "false", `${textOf(node.condition)} → false`);
    }
    if (ts.isIfStatement(node)) {
      add(span(node.expression), "true", `if (${textOf(node.expression)}) → if (true)`);
      add(span(node.expression), "false", `if (${textOf(node.expression)}) → if (false)`);
    }
    if (ts.isRegularExpressionLiteral(node)) ofPattern(node);
    ts.forEachChild(node, visit);
  };

  const ofCall = (node: ts.CallExpression): void => {
    const name = ts.isIdentifier(node.expression) ? node.expression.text : "";
    const other = CALLS[name];
    // The other predicate may not be imported; the loader puts it in scope.
    if (other !== undefined) add(span(node.expression), `__mutation.${other}`, `${name} → ${other}: ${textOf(node)}`);
    const [first] = node.arguments;
    if (name === "not" && first !== undefined) add(span(node), textOf(first), `without not: ${textOf(node)}`);
    if (LISTS.has(name)) withoutEach(name === "on" ? node.arguments.slice(1) : node.arguments);
  };

  const ofText = (node: ts.StringLiteral | ts.NoSubstitutionTemplateLiteral): void => {
    const { parent } = node;
    // Names of properties, of types in `on`, and of modules are not values.
    if (ts.isPropertyAssignment(parent) && parent.name === node) return;
    if (ts.isLiteralTypeNode(parent) || ts.isElementAccessExpression(parent)) return;
    if (ts.isArrayLiteralExpression(parent)) return; // left out as an element
    if (ts.isCallExpression(parent) && ts.isIdentifier(parent.expression) && parent.expression.text === "on") return;
    if (isUrl(node.text) || isToken(node.text)) return;
    add(span(node), node.text === "" ? '"mutant"' : '""', `${textOf(node)} → ${node.text === "" ? '"mutant"' : '""'}`);
  };

  const ofPattern = (node: ts.RegularExpressionLiteral): void => {
    const { start, end } = span(node);
    const whole = textOf(node);
    const close = whole.lastIndexOf("/");
    const [body, flags] = [whole.slice(1, close), whole.slice(close + 1)];
    const put = (newBody: string, newFlags: string): void => {
      if (isPattern(newBody, newFlags))
        add({ start, end }, `/${newBody}/${newFlags}`, `${whole} → /${newBody}/${newFlags}`);
    };
    if (body.startsWith("^")) put(body.slice(1), flags);
    if (body.endsWith("$") && !body.endsWith("\\$")) put(body.slice(0, -1), flags);
    if (flags.includes("i")) put(body, flags.replace("i", ""));
    for (const shorter of withoutAlternative(body)) put(shorter, flags);
  };

  const withComma = (node: ts.Node): { start: number; end: number } => {
    const { start, end } = span(node);
    return { start, end: text[end] === "," ? end + 1 : end };
  };

  visit(source);
  return found.sort((a, b) => a.start - b.start || (a.replacement < b.replacement ? -1 : 1));
}

/** Text, or lists and records of text. */
function isWords(node: ts.Node): boolean {
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.every((item) => ts.isPropertyAssignment(item) && isWords(item.initializer));
  }
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(isWords);
  if (ts.isBinaryExpression(node)) return isWords(node.left) && isWords(node.right);
  return (
    ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || ts.isIdentifier(node) || ts.isSpreadElement(node)
  );
}

/** A resource type: the catalogue's test holds the types of a rule to those of its row. */
function isToken(value: string): boolean {
  return /^[a-z-]+:[\w/]+:\w+$/.test(value);
}

function isUrl(value: string): boolean {
  return value.startsWith("https://");
}

/** The pattern with one alternative of its innermost groups left out, each in turn. */
function withoutAlternative(body: string): string[] {
  const shorter: string[] = [];
  for (const match of body.matchAll(/\((\?[:=!<]*)?([^()]*\|[^()]*)\)/g)) {
    const [group, prefix = "", inside = ""] = match;
    const alternatives = inside.split("|");
    alternatives.forEach((_, left) => {
      const kept = alternatives.filter((_alternative, position) => position !== left).join("|");
      shorter.push(`${body.slice(0, match.index)}(${prefix}${kept})${body.slice(match.index + group.length)}`);
    });
  }
  return shorter;
}

function isPattern(body: string, flags: string): boolean {
  try {
    new RegExp(body, flags);
    return body !== "";
  } catch {
    return false;
  }
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 120 ? `${line.slice(0, 117)}...` : line;
}

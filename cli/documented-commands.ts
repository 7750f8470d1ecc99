import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { parse } from "yaml";

const root = resolve(__dirname, "..");

export interface Page {
  readonly file: string;
  /** Last parts of alarms' names, `*` for any letters. */
  readonly alarms: readonly string[];
  readonly text: string;
}

/** The pages of docs/runbooks, with the alarms that each says it is for. */
export function runbooks(): Page[] {
  const folder = join(root, "docs/runbooks");
  return readdirSync(folder)
    .sort()
    .filter((file) => file.endsWith(".md") && file !== "README.md")
    .map((file) => {
      const [, head = "", text = ""] =
        /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(join(folder, file), "utf8")) ?? [];
      const { alarms } = parse(head) as { alarms: readonly string[] };
      return { file, alarms, text };
    });
}

/** Every text in which we tell people or machines to run something: workflows and runbooks. */
export function tellingTexts(): { file: string; text: string }[] {
  const workflows = join(root, ".github/workflows");
  return [
    ...readdirSync(workflows).map((file) => ({ file, text: readFileSync(join(workflows, file), "utf8") })),
    ...runbooks(),
  ];
}

/** `phiguard` commands of a text as lists of words, with lines that go on put together. */
export function phiguardCalls(text: string): string[][] {
  return [...text.replace(/\s*\n\s+(?=--)/g, " ").matchAll(/npm run -s phiguard -- ([^\n`|;&]+)/g)].map(([, words]) =>
    (words as string).trim().split(/\s+/),
  );
}

/** What is wrong with a call; undefined where the command and every option of it exist. */
export function objectionTo(program: Command, words: readonly string[]): string | undefined {
  let command = program;
  let rest = words;
  for (;;) {
    const [name, ...more] = rest;
    const inner = command.commands.find((of) => of.name() === name);
    if (inner === undefined) break;
    [command, rest] = [inner, more];
  }
  if (command.commands.length > 0) return `${command.name()} has no command ${rest[0] ?? ""}`;
  const unknown = rest
    .filter((word) => word.startsWith("--"))
    .find((word) => !command.options.some(({ long }) => long === word));
  return unknown && `${command.name()} has no option ${unknown}`;
}

import * as fs from "node:fs";
import * as path from "node:path";
import { type Member, type Members, type Shape, readMembers } from "./declaration-reader";
import { StandInError } from "./refusal";

/** What the SDK's own declarations say about one resource type. */
export interface ResourceTypings {
  token: string;
  /** The members of its `Args` interface. */
  inputs: Members;
  /** The class's outputs, `id` and `urn` left out. */
  outputs: Members;
}

const TOKEN = /^aws:([a-z0-9]+)\/([A-Za-z0-9_]+):([A-Za-z0-9_]+)$/;

/**
 * The types, inputs and outputs of `@pulumi/aws`, read from its declarations when first asked for. A type is a file;
 * the shared `types/input.d.ts` and `types/output.d.ts` (over 5 MB each) are loaded once and cut by name.
 */
export class Typings {
  private readonly resources = new Map<string, ResourceTypings | undefined>();
  private readonly functions = new Set<string>();
  private readonly folders = new Map<string, Map<string, string>>();
  private readonly sides = new Map<"inputs" | "outputs", DeclaredTypes>();

  /** `packageFolder` is the folder of `@pulumi/aws`. */
  constructor(private readonly packageFolder: string) {}

  /** Version of the installed package, e.g. "7.48.0". */
  version(): string {
    const manifest = JSON.parse(fs.readFileSync(path.join(this.packageFolder, "package.json"), "utf8")) as {
      version?: unknown;
    };
    return String(manifest.version);
  }

  /** Undefined when the installed package has no such type. */
  resource(token: string): ResourceTypings | undefined {
    if (!this.resources.has(token)) {
      this.resources.set(token, this.readResource(token));
    }
    return this.resources.get(token);
  }

  /** The typings, or an error that names the token. */
  mustHave(token: string): ResourceTypings {
    const typings = this.resource(token);
    if (typings === undefined) {
      throw new StandInError(`${token} is not a resource type of @pulumi/aws ${this.version()}`);
    }
    return typings;
  }

  /** Whether the installed package has a function with this token, e.g. `aws:index/getRegion:getRegion`. */
  hasFunction(token: string): boolean {
    if (this.functions.has(token)) {
      return true;
    }
    const match = TOKEN.exec(token);
    const file = match === null ? undefined : this.declarationFile(match[1] ?? "", match[2] ?? "");
    const found =
      file !== undefined && fs.readFileSync(file, "latin1").includes(`export declare function ${match?.[3]}(`);
    if (found) {
      this.functions.add(token);
    }
    return found;
  }

  /** Members of a nested type; undefined when it is not declared. */
  nested(shape: Shape & { kind: "object" }): Members | undefined {
    let side = this.sides.get(shape.side);
    if (side === undefined) {
      side = new DeclaredTypes(path.join(this.packageFolder, "types", `${shape.side.slice(0, -1)}.d.ts`));
      this.sides.set(shape.side, side);
    }
    return side.members(shape.path);
  }

  private readResource(token: string): ResourceTypings | undefined {
    const match = TOKEN.exec(token);
    const [, module = "", file = "", name = ""] = match ?? [];
    const declared = match === null ? undefined : this.declarationFile(module, file);
    if (declared === undefined) {
      return undefined;
    }
    const text = fs.readFileSync(declared, "latin1");
    const classAt = text.indexOf(`export declare class ${name} extends pulumi.CustomResource {`);
    if (classAt < 0) {
      return undefined;
    }
    const argsAt = text.indexOf(`export interface ${name}Args {`);
    const outputs = readMembers(text, classAt, (type) => type.startsWith("pulumi.Output<"));
    return { token, outputs, inputs: argsAt < 0 ? new Map<string, Member>() : readMembers(text, argsAt) };
  }

  /** The generator lower-cases some file names and puts `_` behind others, so names are compared loosely. */
  private declarationFile(module: string, file: string): string | undefined {
    const folder = module === "index" ? this.packageFolder : path.join(this.packageFolder, module);
    let files = this.folders.get(folder);
    if (files === undefined) {
      files = new Map();
      for (const entry of fs.existsSync(folder) ? fs.readdirSync(folder) : []) {
        if (entry.endsWith(".d.ts")) {
          files.set(entry.slice(0, -5).replace(/_$/, "").toLowerCase(), path.join(folder, entry));
        }
      }
      this.folders.set(folder, files);
    }
    return files.get(file.toLowerCase());
  }
}

/** One of the two big files of nested types: searched as bytes, and only the interface asked for becomes text. */
class DeclaredTypes {
  private readonly bytes: Buffer;
  private readonly namespaces = new Map<string, number>();
  private readonly found = new Map<string, Members | undefined>();

  constructor(file: string) {
    this.bytes = fs.readFileSync(file);
    const mark = "export declare namespace ";
    for (let at = this.bytes.indexOf(mark); at >= 0; at = this.bytes.indexOf(mark, at + 1)) {
      const start = at + mark.length;
      this.namespaces.set(this.bytes.toString("latin1", start, this.bytes.indexOf(" ", start)), at);
    }
  }

  /** `name` is `Interface` or `namespace.Interface`. */
  members(name: string): Members | undefined {
    if (!this.found.has(name)) {
      this.found.set(name, this.read(name));
    }
    return this.found.get(name);
  }

  private read(name: string): Members | undefined {
    const dot = name.indexOf(".");
    return dot < 0
      ? this.cut(`\nexport interface ${name} {`, "\n}", 0)
      : this.cut(`    interface ${name.slice(dot + 1)} {`, "\n    }", this.namespaces.get(name.slice(0, dot)));
  }

  private cut(head: string, end: string, from: number | undefined): Members | undefined {
    const at = from === undefined ? -1 : this.bytes.indexOf(head, from);
    return at < 0
      ? undefined
      : readMembers(this.bytes.toString("latin1", at, this.bytes.indexOf(end, at) + end.length), 0);
  }
}

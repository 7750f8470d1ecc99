import { randomUUID } from "node:crypto";
import { userInfo } from "node:os";
import { resolve } from "node:path";
import { Judge, evaluationKey, type Evaluation } from "./judge";
import { messageOf, openMessage } from "./message";
import { parseRuleConfig, parseSettings, SETTINGS_POLICY, type PackPlaces } from "./pack-settings";
import { bySeverity, type Enforcement, type PolicyRecord, type Stage, type Waiver, type WaiverStatus } from "./record";
import { packDigest, recordsOf, writeRecords } from "./recorder";
import type { Change } from "./remedy";
import type { Resource } from "./resource";
import type { Rule } from "./rule";
import { DEFAULT_SETTINGS, type PackSettings } from "./settings";
import { readWaivers, WAIVER_FILE } from "./waivers";
import { waiversAreValid, waiversValid } from "./waivers-rule";

/** What a pack's rules are held against. */
export interface Framework {
  readonly name: string;
  readonly specification: string;
}

export interface Pack {
  readonly name: string;
  readonly displayName: string;
  readonly version: string;
  readonly description: string;
  readonly framework?: Framework;
  readonly rules: readonly Rule[];
  /** Ids that a waiver file may name although this pack does not select them: one file serves all packs of a project. */
  readonly knownRules?: readonly string[];
}

export interface StackFacts {
  readonly organization: string;
  readonly project: string;
  readonly stack: string;
  readonly stage: Stage;
}

/** What a session takes from outside, so that it can be judged without clock, folder or environment. */
export interface SessionSurroundings {
  readonly engine: "pulumi" | "in-process" | "state";
  readonly now: () => Date;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that relative paths and the default waiver file are looked for in. */
  readonly cwd: string;
}

/** A finding as the engine is told it. */
export interface Told {
  readonly evaluation: Evaluation;
  /** What other rules wait for the same unknown values of the same resource; one message tells of all. */
  readonly alike?: readonly Evaluation[];
  readonly message: string;
}

/**
 * One run of a pack over one stack: each resource alone, then all together, then the records. The gRPC server and the in-process run both
 * drive it, so that they cannot disagree.
 */
export class PackSession {
  private settings: PackSettings = DEFAULT_SETTINGS;
  private places: PackPlaces = {};
  private enforcement = new Map<string, Enforcement>();
  private ruleConfig = new Map<string, Readonly<Record<string, unknown>>>();
  private facts: StackFacts = { organization: "", project: "", stack: "", stage: "preview" };
  private register: readonly WaiverStatus[] | undefined;
  private begun = false;
  private judge: Judge | undefined;
  private readonly seen = new Map<string, Resource>();
  /** By URN and rule. */
  private readonly judged = new Map<string, Map<string, Evaluation>>();
  /** What was corrected, by rule and URN. */
  private readonly remedied = new Map<string, readonly Change[]>();
  private readonly runId = randomUUID();
  /** The file of the final records. */
  private recorded: string | undefined;
  private population: readonly { urn: string; type: string }[] | undefined;

  constructor(
    readonly pack: Pack,
    private readonly surroundings: SessionSurroundings,
  ) {}

  /**
   * Enforcement levels and settings of a policy pack config; throws `PackInputError`. The engine begins the stack first and configures
   * then, so the waiver file is read when both are known, or when the first resource comes.
   */
  configure(
    config: ReadonlyMap<string, { readonly enforcement?: Enforcement; readonly properties: Record<string, unknown> }>,
  ): void {
    for (const [name, { enforcement, properties }] of config) {
      if (name === SETTINGS_POLICY) {
        ({ settings: this.settings, places: this.places } = parseSettings(properties));
        continue;
      }
      if (enforcement !== undefined) this.enforcement.set(name, enforcement);
      const rule = this.pack.rules.find(({ id }) => id === name);
      if (rule !== undefined && Object.keys(properties).length > 0)
        this.ruleConfig.set(name, parseRuleConfig(name, rule.config ?? [], properties));
    }
    this.judge = undefined;
    this.register = undefined;
    if (this.begun) this.waivers();
  }

  /** Which stack is judged. */
  begin(facts: StackFacts): void {
    this.facts = facts;
    this.begun = true;
    this.judge = undefined;
  }

  /** Whether some rule is set to correct what it can. */
  remediates(): boolean {
    return [...this.enforcement.values()].includes("remediate");
  }

  /** Rules to apply the remedies of, in this order, before the resource is judged; what they change is recorded. */
  remediate(resource: Resource): Rule[] {
    const remedies = this.theJudge().remedies(resource, () => this.lineage(resource));
    for (const { rule, changes } of remedies) this.remedied.set(evaluationKey(rule.id, resource.urn), changes);
    return remedies.map(({ rule }) => rule);
  }

  /** Judges one resource before it is made. What is open at preview is held back: the whole stack may tell more. */
  analyze(resource: Resource): Told[] {
    this.seen.set(resource.urn, resource);
    const evaluations = this.theJudge()
      .resource(resource, () => this.lineage(resource))
      .map((evaluation) => this.withRemedy(evaluation));
    for (const evaluation of evaluations) this.keep(evaluation);
    const now =
      this.facts.stage === "preview" ? evaluations.filter(({ result }) => result !== "undetermined") : evaluations;
    return this.tell(now);
  }

  /** Judges all resources together; `resources` carry outputs, their inputs are those seen before. */
  analyzeStack(resources: readonly Resource[]): Told[] {
    // The engine hands them over in no order of its own; records must not depend on it.
    const whole = resources.map((resource) => this.merge(resource)).sort((a, b) => (a.urn < b.urn ? -1 : 1));
    const stackUrn = `urn:pulumi:${this.facts.stack}::${this.facts.project}::pulumi:pulumi:Stack::${this.facts.project}-${this.facts.stack}`;
    // Resources that were never seen alone (a stack judged from its state, or read from outside) are judged whole here.
    const isOpen = (ruleId: string, urn: string): boolean =>
      !this.seen.has(urn) || this.judged.get(urn)?.get(ruleId)?.result === "undetermined";
    const evaluations = this.theJudge().stack(whole, stackUrn, isOpen);
    // A pack of somebody's own may leave the judgement of the waiver file to another one.
    if (this.pack.rules.includes(waiversAreValid))
      evaluations.push(
        ...waiversValid(this.waivers(), whole, stackUrn, this.facts, this.theJudge().enforcementOf(waiversAreValid)),
      );
    for (const evaluation of evaluations) this.keep(evaluation);
    this.population = whole.map(({ urn, type }) => ({ urn, type }));
    return this.tell(evaluations);
  }

  stage(): Stage {
    return this.facts.stage;
  }

  evaluations(): readonly Evaluation[] {
    return [...this.judged.values()].flatMap((ofResource) => [...ofResource.values()]);
  }

  /** The folder that records go to, or undefined when the run has nowhere to write. */
  evidenceFolder(): string | undefined {
    const folder = this.places.evidence ?? this.surroundings.env["PHIGUARD_EVIDENCE"];
    return folder === undefined || folder === "" ? undefined : resolve(this.surroundings.cwd, folder);
  }

  /**
   * Writes the records and returns their file. Before the stack was judged whole the run is written as incomplete, and a later call replaces
   * it; after that it is final.
   */
  finish(notes: readonly string[] = []): string | undefined {
    const folder = this.evidenceFolder();
    if (folder === undefined || this.recorded !== undefined) return this.recorded;
    const file = writeRecords(folder, this.records(notes));
    if (this.population !== undefined) this.recorded = file;
    return file;
  }

  /** The run and its evaluations so far, as they are written. */
  records(notes: readonly string[] = []): PolicyRecord[] {
    const complete = this.population !== undefined;
    const population =
      this.population ??
      [...this.seen.values()].map(({ urn, type }) => ({ urn, type })).sort((a, b) => (a.urn < b.urn ? -1 : 1));
    return recordsOf(
      {
        runId: this.runId,
        at: this.surroundings.now().toISOString(),
        ...this.facts,
        source: {
          call: callOf(this.surroundings.engine, this.facts.stage),
          tool: "phiguard",
          toolVersion: this.pack.version,
          engine: this.surroundings.engine,
          principal: principalOf(this.surroundings.env),
          pack: this.pack.name,
          packVersion: this.pack.version,
          packDigest: packDigest(this.pack.rules),
        },
        complete,
        population,
        rules: this.theJudge().inScope(population),
        waivers: this.waivers(),
        notes: complete
          ? notes
          : ["The run ended before all resources were seen together; relations were not judged.", ...notes],
      },
      this.evaluations(),
    );
  }

  /** A correction is shown to the engineer although the rule now passes. */
  private withRemedy(evaluation: Evaluation): Evaluation {
    if (this.remedied.size === 0) return evaluation;
    const remedied = this.remedied.get(evaluationKey(evaluation.rule.id, evaluation.urn));
    return remedied === undefined ? evaluation : { ...evaluation, remedied, level: "advisory" };
  }

  private merge(resource: Resource): Resource {
    const before = this.seen.get(resource.urn);
    if (before === undefined) return resource;
    return {
      ...resource,
      inputs: before.inputs,
      parent: resource.parent ?? before.parent,
      provider: resource.provider ?? before.provider,
      protect: resource.protect ?? before.protect,
      deleteBeforeReplace: resource.deleteBeforeReplace ?? before.deleteBeforeReplace,
      waivers: resource.waivers ?? before.waivers,
      source: resource.source ?? before.source,
    };
  }

  private keep(evaluation: Evaluation): void {
    const ofResource = this.judged.get(evaluation.urn);
    if (ofResource === undefined) this.judged.set(evaluation.urn, new Map([[evaluation.rule.id, evaluation]]));
    else ofResource.set(evaluation.rule.id, evaluation);
  }

  private tell(evaluations: readonly Evaluation[]): Told[] {
    return grouped(evaluations.filter(({ level }) => level !== "none")).map(([evaluation, ...alike]) =>
      alike.length > 0
        ? { evaluation, alike, message: openMessage([evaluation, ...alike]) }
        : { evaluation, message: messageOf(evaluation, this.waiver(evaluation.waiver)) },
    );
  }

  private waiver(id: string | undefined): Waiver | undefined {
    return this.inForce().find((waiver) => waiver.id === id);
  }

  private waivers(): readonly WaiverStatus[] {
    if (this.register === undefined) {
      const named = this.places.waivers ?? (this.surroundings.env["PHIGUARD_WAIVERS"] || undefined);
      const file = resolve(this.surroundings.cwd, named ?? WAIVER_FILE);
      const today = this.surroundings.now().toISOString().slice(0, 10);
      this.register = readWaivers(
        file,
        named !== undefined,
        today,
        new Set([...this.pack.rules.map(({ id }) => id), ...(this.pack.knownRules ?? [])]),
      );
    }
    return this.register;
  }

  /** The resource and the components above it; parents are always registered before their children. */
  private lineage(resource: Resource): string[] {
    const line = [resource.urn];
    for (
      let above = resource.parent;
      above !== undefined && !line.includes(above);
      above = this.seen.get(above)?.parent
    )
      line.push(above);
    return line;
  }

  private inForce(): Waiver[] {
    return this.waivers().flatMap((status) => (status.kind === "in-force" ? [status.waiver] : []));
  }

  private theJudge(): Judge {
    this.judge ??= new Judge({
      rules: this.pack.rules,
      settings: this.settings,
      stage: this.facts.stage,
      enforcement: this.enforcement,
      ruleConfig: this.ruleConfig,
      waivers: this.inForce(),
    });
    return this.judge;
  }
}

/**
 * Groups what only advises and waits for the same: one policy document that is not known yet would otherwise be told once for each rule that
 * reads it.
 */
function grouped(evaluations: readonly Evaluation[]): [Evaluation, ...Evaluation[]][] {
  const groups = new Map<string, [Evaluation, ...Evaluation[]]>();
  for (const evaluation of [...evaluations].sort((a, b) => bySeverity(a.rule, b.rule))) {
    const { rule, urn, result, level, finds } = evaluation;
    const waits = result === "undetermined" && level === "advisory";
    const key = waits ? `${urn} ${rule.scope} ${finds.join(" ")}` : evaluationKey(rule.id, urn);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [evaluation]);
    else group.push(evaluation);
  }
  return [...groups.values()];
}

function callOf(engine: SessionSurroundings["engine"], stage: Stage): string {
  if (stage === "state") return "phiguard policies test --state";
  if (stage === "update") return "pulumi up";
  return engine === "in-process" ? "phiguard policies test" : "pulumi preview";
}

/** Who ran it, as CI or the operating system says. */
function principalOf(env: Readonly<Record<string, string | undefined>>): string {
  for (const key of ["GITHUB_ACTOR", "GITLAB_USER_LOGIN", "BUILDKITE_BUILD_CREATOR", "CIRCLE_USERNAME"]) {
    const value = env[key];
    if (value !== undefined && value !== "") return `${key}=${value}`;
  }
  try {
    return userInfo().username;
  } catch {
    return "not known";
  }
}

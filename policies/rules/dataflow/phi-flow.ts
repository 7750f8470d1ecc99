import { any, no, yes, type Answer } from "../../answer";
import { classificationOf, mayHoldPhi } from "../../classification";
import { oncePerStack } from "../../once-per-stack";
import { shortType, type Resource } from "../../resource";
import type { PackSettings } from "../../settings";
import type { StackView } from "../../stack-view";
import { isObject, UNKNOWN, type PropertyValue } from "../../value";
import { CLOUD_CONTROL_STORES } from "../tagging/data-bearing-types";
import { tellsOfOperations } from "./event-pattern";
import { onlyConnects, TELLS_OF_OPERATIONS } from "./flow-carriers";
import { EVENT_RULE, isOf, PASSING, WORKING } from "./flow-ends";
import { FlowGraph } from "./flow-graph";

const HEALTH_STORES: ReadonlySet<string> = new Set([
  "aws-native:healthlake:FhirDatastore",
  "aws-native:healthimaging:Datastore",
]);

/**
 * Which resources of a stack carry patient data, and which way it came. What is declared to hold it is where it starts. A tag that says
 * otherwise counts on stores and on what code writes to, but can't take patient data out of what hands it on as it came.
 */
export class PhiFlow {
  /** By the tags that classify. */
  private static readonly known = oncePerStack(() => new Map<string, PhiFlow>());

  /** The resource that patient data came from, for each that it reaches; a start has none. */
  private readonly origin = new Map<Resource, Resource | undefined>();
  private readonly answers = new Map<Resource, Answer>();

  static of({ index, settings }: Pick<StackView, "index" | "settings">): PhiFlow {
    const byTags = PhiFlow.known(index);
    const key = settings.classificationTags.join();
    let flow = byTags.get(key);
    if (flow === undefined) {
      flow = new PhiFlow(FlowGraph.of(index), settings);
      byTags.set(key, flow);
    }
    return flow;
  }

  private constructor(
    private readonly graph: FlowGraph,
    private readonly settings: PackSettings,
  ) {
    const open: Resource[] = [];
    for (const resource of graph.sources()) {
      if (!this.startsFlow(resource)) continue;
      this.origin.set(resource, undefined);
      open.push(resource);
    }
    // Breadth first, so that a path drawn later is a shortest one.
    for (let at = 0; at < open.length; at += 1) {
      const resource = open[at] as Resource;
      for (const next of graph.next(resource)) {
        if (this.origin.has(next) || !this.reaches(resource, next)) continue;
        this.origin.set(next, resource);
        open.push(next);
      }
    }
  }

  /** Patient data that was declared as such comes this way. */
  isDeclared(resource: Resource): boolean {
    return this.origin.has(resource);
  }

  /** Patient data passes here or is kept here, declared, or not declared to be something else. */
  carries(resource: Resource): Answer {
    // Without recursion: a chain may be as long as the stack is large.
    const begun = new Set<Resource>();
    const open = [resource];
    for (let at = open.at(-1); at !== undefined; at = open.at(-1)) {
      if (this.answers.get(at) === undefined) {
        // A ring that says nothing of itself is not declared to be free of patient data.
        this.answers.set(at, yes);
        begun.add(at);
        open.push(...this.decidedBy(at).filter((source) => this.answers.get(source) === undefined));
      } else {
        open.pop();
        if (begun.delete(at)) this.answers.set(at, this.judge(at));
      }
    }
    return this.answers.get(resource) ?? yes;
  }

  /** The way from where the data starts, through `subject`, to what is named after it. */
  path(subject: Resource, ...onward: readonly Resource[]): string {
    const way = new Set([subject]);
    for (let at = this.sourceOf(subject); at !== undefined && !way.has(at); at = this.sourceOf(at)) way.add(at);
    return drawn(...[...way].reverse(), ...onward);
  }

  private sourceOf(resource: Resource): Resource | undefined {
    if (this.origin.has(resource)) return this.origin.get(resource);
    if (!onlyConnects(resource.type)) return undefined;
    const [source] = this.graph.previous(resource);
    return source;
  }

  private startsFlow(resource: Resource): boolean {
    if (onlyConnects(resource.type)) return false;
    const declared = classificationOf(resource, this.settings);
    return declared === "phi" || (declared === "undeclared" && isHealthStore(resource));
  }

  private reaches(from: Resource, to: Resource): boolean {
    if (passesNothingOn(to)) return false;
    if (!worksOn(from) || onlyConnects(to.type)) return true;
    return mayHoldPhi(to, this.settings).truth !== false;
  }

  private judge(resource: Resource): Answer {
    if (this.origin.has(resource)) return yes;
    if (passesNothingOn(resource)) return no();
    const sources = this.decidedBy(resource);
    if (sources.length === 0) return mayHoldPhi(resource, this.settings);
    return any(...sources.map((source) => this.answers.get(source) ?? yes));
  }

  /** Where its data comes from, if that and not its own word decides. */
  private decidedBy(resource: Resource): Resource[] {
    if (this.origin.has(resource) || passesNothingOn(resource) || this.saysItself(resource)) return [];
    return [...this.graph.previous(resource)];
  }

  /** Its own word counts before that of its sources: a store's always; the provider's default tags say nothing of what only connects. */
  private saysItself(resource: Resource): boolean {
    const { urn, type, name, inputs } = resource;
    if (onlyConnects(type))
      return classificationOf({ urn, type, name, inputs: { tags: inputs["tags"] } }, this.settings) !== "undeclared";
    return !isOf(type, PASSING) || classificationOf(resource, this.settings) !== "undeclared";
  }
}

/** `Bucket "intake" → BucketNotification "on-upload" → Queue "work"`. */
export function drawn(...way: readonly Resource[]): string {
  return way.map(({ type, name }) => `${shortType(type)} "${name}"`).join(" → ");
}

function isHealthStore({ type, inputs }: Resource): boolean {
  return HEALTH_STORES.has(type) || CLOUD_CONTROL_STORES.includes(String(inputs["typeName"]));
}

/** Runs code on what it takes in: functions and jobs, a delivery stream that transforms, a pipe that enriches. */
function worksOn({ type, inputs }: Resource): boolean {
  if (type === "aws:pipes/pipe:Pipe") return isSet(inputs["enrichment"]);
  if (type !== "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream") return isOf(type, WORKING);
  return Object.values(inputs).some((block) => isObject(block) && isOn(block["processingConfiguration"]));
}

function isOn(block: PropertyValue): boolean {
  return isObject(block) && [true, "true"].includes(block["enabled"] as boolean);
}

/** Tells of resources and schedules, or hands on a text of its own in place of the event. */
function passesNothingOn(resource: Resource): boolean {
  if (TELLS_OF_OPERATIONS.has(resource.type)) return true;
  if (resource.type === "aws:cloudwatch/eventTarget:EventTarget")
    return isSet(resource.inputs["input"]) && resource.inputs["input"] !== UNKNOWN;
  return isOf(resource.type, EVENT_RULE) && tellsOfOperations(resource);
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}

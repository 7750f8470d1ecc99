import type { Step } from "../../components/compute/flow-step";
import { pipelineFlow, PIPELINE_STEPS } from "../../components/phi/phi-flow";
import { PHI_FUNCTIONS } from "../../components/phi/phi-roles";
import type { Command, ConsentEvent } from "../../lambdas/consent/event";
import { historyAfter } from "../../lambdas/consent/testing/build";
import { createHandler as createConsent } from "../../lambdas/consent-gate/handler";
import type { DetectorName } from "../../lambdas/phi/contract";
import type { ReviewItem } from "../../lambdas/phi/ports";
import { CATEGORIES, type Category, type Span } from "../../lambdas/phi/span";
import { createHandler as createDetect } from "../../lambdas/phi-detect/handler";
import { localDetector } from "../../lambdas/phi-detect/local-detector";
import type { Detector } from "../../lambdas/phi-detect/ports";
import { createHandler as createQuarantine } from "../../lambdas/phi-quarantine/handler";
import { createHandler as createRelease } from "../../lambdas/phi-release/handler";
import type { RouteSettings } from "../../lambdas/phi-route/core";
import { createHandler as createRoute } from "../../lambdas/phi-route/handler";
import { createHandler as createValidate } from "../../lambdas/phi-validate/handler";
import { runFlow, type FlowRun, type Handler } from "./run-flow";

/** ARN of a function by its name. */
export const arnOf = (name: string): string =>
  `arn:aws:lambda:us-east-1:123456789012:function:phiguard-test-${name}:live`;
export const PUT_EVENTS = "arn:aws:states:::events:putEvents";

const steps = Object.fromEntries(
  PIPELINE_STEPS.map((step) => [step, { arn: arnOf(PHI_FUNCTIONS[step].name), contract: PHI_FUNCTIONS[step] }]),
) as Record<(typeof PIPELINE_STEPS)[number], Step>;

export const pipeline = pipelineFlow({ partition: "aws", ...steps });

export const NOW = new Date("2026-11-22T12:00:10.000Z");
const ARRIVED_AT = "2026-11-22T12:00:00Z";
const BUCKET = "phiguard-test-phi-incoming";
const MOST_BYTES = 1000;
const LOCAL = localDetector("recall");

const AGREED = new Date("2026-01-01T00:00:00.000Z");
export const AGREEMENT: Command = {
  kind: "grant",
  requestId: "agreement-1",
  basis: "agreement",
  purposes: ["HRESCH"],
  recipients: ["north.lab"],
  classes: ["unclassified"],
};
export const AGREEMENT_ENDS: Command = { kind: "withdraw", requestId: "withdraw-1", target: "agreement-1" };

/** An error as AWS's SDK or Step Functions would name it. */
export const named = (name: string): Error => Object.assign(new Error("no words of a document"), { name });

export interface WorldOptions {
  readonly text?: string;
  readonly bytes?: Uint8Array;
  readonly key?: string;
  /** Changes of the agreements on documents; one that lets research go to north.lab where it is left out. */
  readonly agreements?: readonly Command[];
  /** The same, of the second check, before the release. */
  readonly agreementsAtRelease?: readonly Command[];
  readonly detectors?: readonly DetectorName[];
  /** What the stand-in looks for; everything unless said. */
  readonly covers?: readonly Category[];
  /** What stands in for Comprehend Medical finds. */
  readonly medical?: (text: string) => readonly Span[];
  readonly settings?: Partial<RouteSettings>;
}

interface Told {
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: Readonly<Record<string, unknown>>;
}

/** Everything that the pipeline reaches, in memory; the handlers are the real ones. */
export class PhiWorld {
  /** Objects by bucket and name; what is there is not replaced. */
  readonly objects: Record<string, string> = {};
  readonly reviews: ReviewItem[] = [];
  readonly messages: string[] = [];
  readonly told: Told[] = [];
  readonly metrics: Record<string, number>[] = [];
  readonly latencies: (number | undefined)[] = [];
  readonly logged: unknown[] = [];
  /** Errors of the next calls, by what is called. */
  readonly faults: Record<"detect" | "write" | "bus" | "copy" | "consent", Error[]> = {
    detect: [],
    write: [],
    bus: [],
    copy: [],
    consent: [],
  };
  private readonly bytes: Uint8Array;
  private checks = 0;

  constructor(private readonly options: WorldOptions = {}) {
    this.bytes = options.bytes ?? Buffer.from(options.text ?? "The knee is better. Continue exercises.");
  }

  run(versionId = "v1"): Promise<FlowRun> {
    const key = this.options.key ?? "documents/research/north.lab/Jane Roe 1970.txt";
    return runFlow(pipeline, { key, versionId, arrivedAt: ARRIVED_AT }, this.handlers(), `execution-${versionId}`);
  }

  private handlers(): Record<string, Handler> {
    const log = {
      info: (...said: unknown[]) => this.logged.push(said),
      warn: (...said: unknown[]) => this.logged.push(said),
    };
    const clock = { now: () => NOW };
    const shared = { clock, log };
    const read = async ({ versionId }: { versionId: string }): Promise<Uint8Array | "too-large" | "missing"> => {
      if (versionId === "gone") return "missing";
      return this.bytes.byteLength > MOST_BYTES ? "too-large" : this.bytes;
    };
    const reviews = {
      ask: async (item: ReviewItem) => {
        if (!this.reviews.some(({ documentId, kind }) => documentId === item.documentId && kind === item.kind)) {
          this.reviews.push(item);
        }
        this.messages.push(item.documentId);
      },
    };
    const metrics = {
      tell: (counts: Readonly<Record<string, number>>, latency?: number) => {
        this.metrics.push({ ...counts });
        this.latencies.push(latency);
      },
    };
    const settings: RouteSettings = {
      operatingPoint: "recall",
      releaseBelowPercent: 5,
      quarantineFromPercent: 50,
      sampleSharePercent: 0,
      ...this.options.settings,
    };
    const byStep: Record<keyof typeof steps, Handler> = {
      validate: createValidate({ documents: { read }, bucket: BUCKET, ...shared }),
      consent: createConsent({ consents: { eventsOf: async () => this.consent() }, ...shared }),
      detect: createDetect({
        documents: { read, writeSpans: async (name, text) => this.write("incoming", name, text) },
        detectors: this.detectors(),
        ...shared,
      }),
      route: createRoute({ settings, ...shared }),
      release: createRelease({
        documents: {
          read,
          subject: async () => undefined,
          readSpans: async (name) => this.objects[`incoming/${name}`] as string,
          write: async (place, name, text) => {
            this.fail("write");
            this.write(place, name, text);
            return `phiguard-test-phi-${place}`;
          },
        },
        reviews,
        metrics,
        ...shared,
      }),
      quarantine: createQuarantine({
        incomingBucket: BUCKET,
        quarantine: {
          bucket: "phiguard-test-phi-quarantine",
          copy: async ({ versionId }, name) => {
            this.fail("copy");
            if (versionId === "gone") return false;
            this.write("quarantine", name, Buffer.from(this.bytes).toString());
            return true;
          },
          write: async (name, text) => this.write("quarantine", name, text),
        },
        reviews,
        metrics,
        ...shared,
      }),
    };
    return {
      ...Object.fromEntries(
        Object.entries(byStep).map(([step, handler]) => [steps[step as keyof typeof steps].arn, handler]),
      ),
      [PUT_EVENTS]: async (given) => {
        this.fail("bus");
        this.told.push(...(given as { Entries: Told[] }).Entries);
        return {};
      },
    };
  }

  private consent(): readonly ConsentEvent[] {
    this.fail("consent");
    const { agreements = [AGREEMENT], agreementsAtRelease = agreements } = this.options;
    const isSecond = this.checks++ > 0;
    return historyAfter((isSecond ? agreementsAtRelease : agreements).map((change) => [change, AGREED] as const));
  }

  private detectors(): Detector[] {
    const medical: Detector = {
      name: "comprehend-medical",
      detect: async (text, format) => {
        this.fail("detect");
        const found = this.options.medical?.(text) ?? (await LOCAL.detect(text, format)).spans;
        return { covers: this.options.covers ?? CATEGORIES, spans: found, version: "1" };
      },
    };
    const model: Detector = { name: "onnx", detect: async () => ({ absent: "no-model" }) };
    const all = { local: LOCAL, "comprehend-medical": medical, onnx: model };
    return (this.options.detectors ?? (["local", "comprehend-medical"] as const)).map((name) => all[name]);
  }

  private write(place: string, name: string, text: string): void {
    this.objects[`${place}/${name}`] ??= text;
  }

  private fail(what: keyof PhiWorld["faults"]): void {
    const fault = this.faults[what].shift();
    if (fault !== undefined) throw fault;
  }
}

import type { Around } from "../../testing/play";
import { documentId } from "../document";
import type { ReviewItem } from "../ports";

export const BUCKET = "phiguard-test-phi-incoming";
export const TEXT = "Synthetic note of Jane Roe, born 1970-05-04. The knee is better.";

/** What a made-up document has with it after each step of the pipeline; two versions are two documents. */
export const arrived = (versionId: string, more: object = {}): object => ({
  document: {
    key: "documents/research/north.lab/note.txt",
    versionId,
    arrivedAt: "2026-11-22T12:00:00Z",
  },
  execution: `execution-${versionId}`,
  ...more,
});

export const idOf = (versionId: string): string =>
  documentId(BUCKET, { key: "documents/research/north.lab/note.txt", versionId });

export const validated = (versionId: string, more: object = {}): object =>
  arrived(versionId, {
    validation: {
      outcome: "accepted",
      id: idOf(versionId),
      purpose: "research",
      recipient: "north.lab",
      format: "text",
      sizeBytes: TEXT.length,
    },
    ...more,
  });

export const SPANS = [{ begin: 18, end: 26, category: "NAME", score: 0.9, rules: ["synthetic"] }];

export const detected = (versionId: string, more: object = {}): object =>
  validated(versionId, {
    detection: {
      spansKey: "spans/1.json",
      spans: 1,
      categories: { NAME: { count: 1, lowest: 0.9, highest: 0.9 } },
      detectors: ["local"],
      versions: { local: "1" },
      absent: [],
      covered: ["NAME"],
      disagreements: 0,
    },
    ...more,
  });

export const routed = (versionId: string, kind: string, more: object = {}): object =>
  detected(versionId, {
    route: { kind, riskScore01: 0.2, residualRisk01: 0.01, reasons: ["low-risk"], sampled: true },
    ...more,
  });

/** Objects by name, of which none is replaced; documents that people are asked to look at; a clock and a log. */
export function phiStores({ now }: Pick<Around, "now">) {
  const objects = new Map<string, string>();
  const asked = new Map<string, ReviewItem>();
  const write = (name: string, text: string): void => void (objects.has(name) || objects.set(name, text));
  const read = async ({ versionId }: { versionId: string }): Promise<Uint8Array | "too-large" | "missing"> =>
    versionId === "gone" ? "missing" : versionId === "large" ? "too-large" : Buffer.from(TEXT);
  const reviews = {
    ask: async (item: ReviewItem) => {
      const key = `${item.documentId}/${item.kind}`;
      if (!asked.has(key)) asked.set(key, item);
    },
  };
  const metrics = { tell: () => undefined };
  return { objects, asked, write, read, reviews, metrics, clock: { now } };
}

import { BUCKET, phiStores } from "../phi/testing/steps";
import { MOST_DOCUMENTS } from "../phi/contract";
import { CANARY, triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";

const manifest = (versionId: string, more: object = {}): object => ({
  key: "manifests/research/north.lab/day.json",
  versionId,
  arrivedAt: "2026-11-22T12:00:00Z",
  ...more,
});
const documents = (count: number): string =>
  JSON.stringify({ documents: new Array(count).fill({ key: "batches/a.txt", versionId: "v1" }) });

triedTable("phi-manifest", {
  world: ({ through, now, log }) => {
    const texts = new Map([
      ["v1", documents(2)],
      ["v2", documents(300)],
      ["torn", documents(2).slice(0, -1)],
      ["long", documents(MOST_DOCUMENTS + 1)],
    ]);
    const read = async ({ versionId }: { versionId: string }) => Buffer.from(texts.get(versionId) ?? "");
    const ports = { ...through({ manifests: { read } }), bucket: BUCKET, clock: phiStores({ now }).clock, log };
    return { handler: createHandler(ports), kept: () => undefined };
  },
  events: [manifest("v1"), manifest("v2"), manifest("v2", { next: 2 })],
  malformed: {
    "a page below zero": { event: manifest("v1", { next: -1, note: CANARY }), ends: "given up" },
    "a torn manifest": { event: manifest("torn"), ends: "done", answers: { outcome: "refused", starts: [] } },
  },
  oversized: {
    "too many documents": { event: manifest("long"), ends: "done", answers: { outcome: "refused", starts: [] } },
  },
});

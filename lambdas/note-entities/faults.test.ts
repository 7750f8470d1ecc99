import { CANARY, triedTable } from "../testing/tried-table";
import { MOST_BYTES } from "./core";
import { letOut, TEXT, world } from "./testing/world";

const subject = "Patient/p-1";
const long = "a".repeat(MOST_BYTES + 1);

triedTable("note-entities", {
  world: (around) => world(around, { a: { text: TEXT, subject }, b: { text: "No aspirin.", subject }, long: { text: long, subject } }),
  events: [letOut("a"), letOut("b")],
  malformed: {
    "another bucket": { event: letOut("a", { bucket: CANARY }), ends: "done", answers: { kind: "ignored" } },
    "another name": { event: letOut("a", { extension: "csv" }), ends: "done", answers: { kind: "ignored" } },
    "no event of S3": { event: { detail: CANARY }, ends: "done", answers: { kind: "ignored" } },
  },
}, {
  "clock skew": "it asks for no time: all of it is of the event",
    oversized: "a note that is too large is refused with its reason in the audit: handler.test.ts",
}); // prettier-ignore

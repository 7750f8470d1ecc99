import { madeFile, SCREEN } from "../dicom/testing/made-file";
import { CANARY, triedTable } from "../testing/tried-table";
import { keyOf, request, world } from "./testing/world";

const files = { [keyOf("1")]: madeFile(), [keyOf("2")]: madeFile({ sopClass: SCREEN }) };
const images = Object.keys(files);

triedTable(
  "image-deidentify",
  {
    world: (around) => world(around, { requests: { a: { images }, b: { images, pixels: "strip" } }, files }),
    events: [request("a"), request("b")],
    malformed: {
      "another bucket": { event: request("a", { bucket: CANARY }), ends: "done", answers: { kind: "ignored" } },
      "another organisation": { event: request("a", { tenant: "west" }), ends: "done", answers: { kind: "ignored" } },
      "no event of S3": { event: { detail: CANARY }, ends: "done", answers: { kind: "ignored" } },
    },
  },
  {
    oversized: "an image that is too large is kept back, and a request that is too large is refused: handler.test.ts",
    "clock skew": "it asks for no time: all of it is of the event",
  },
);

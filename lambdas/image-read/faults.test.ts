import { frameIds, imageSetMetadata, type ImageSetMetadata } from "../dicom/image-set";
import { madeMetadata } from "../dicom/testing/image-set-metadata";
import { CANARY, triedTable } from "../testing/tried-table";
import { MOST_ANSWER_BYTES, PATHS } from "./contract";
import { createHandler } from "./handler";

const CALLER = "arn:aws:sts::123456789012:assumed-role/phiguard-test-north/viewer";
const asked = (resource: string, more: object = {}, userArn = CALLER): object => ({
  resource,
  pathParameters: { tenant: "north", study: "1.2.3.1", series: "1.2.3.2", instance: "1.2.3.3", frame: "1", ...more },
  requestContext: { identity: { userArn } },
});

triedTable(
  "image-read",
  {
    world: ({ through, log }) => {
      const metadata = imageSetMetadata(JSON.stringify(madeMetadata())) as ImageSetMetadata;
      const images = {
        search: async (_: string, study: string) => (study === "1.2.3.1" ? ["set-1"] : ["set-2"]),
        metadata: async () => metadata,
        frame: async (_: string, __: string, frame: string) => ({
          bytes: Buffer.alloc(frame === frameIds(metadata)[0] ? 10 : MOST_ANSWER_BYTES + 1),
          type: "application/octet-stream",
        }),
      };
      const tenants = { north: { datastoreId: "n".repeat(32), roleName: "phiguard-test-north" } };
      return { handler: createHandler({ ...through({ images }), log, tenants }), kept: () => undefined };
    },
    answers: true,
    events: [asked(PATHS.study), asked(PATHS.series), asked(PATHS.frame)],
    malformed: {
      "no UID": { event: asked(PATHS.study, { study: CANARY }), ends: "refused", answers: { statusCode: 400 } },
      "another's images": { event: asked(PATHS.study, { tenant: "south" }), ends: "refused" },
      "another's role": { event: asked(PATHS.study, {}, `${CALLER.replace("north", "south")}`), ends: "refused" },
      "no request": { event: { body: CANARY }, ends: "refused" },
    },
    oversized: {
      "a frame of more than an answer takes": {
        event: asked(PATHS.frame, { frame: "2" }),
        ends: "refused",
        answers: { statusCode: 413 },
      },
    },
  },
  {
    "clock skew": "it has no clock",
  },
);

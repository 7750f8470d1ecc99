import { QUEUE_ARN } from "../testing/deliver";
import { CANARY, triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";
import type { Delivery } from "./receivers";

const TOPIC = "arn:aws:sns:us-east-1:123456789012:phiguard-test-alarms-p1";
const alarm = (id: string, more: object = {}, topic = TOPIC): object => ({
  Type: "Notification",
  MessageId: id,
  TopicArn: topic,
  Timestamp: "2026-11-22T10:00:01.000Z",
  Message: JSON.stringify({
    AlarmName: `phiguard-test-${id}`,
    AlarmDescription: "More than 5 % of runs fail.",
    NewStateValue: "ALARM",
    NewStateReason: CANARY,
    StateChangeTime: "2026-11-22T10:00:00.000+0000",
    ...more,
  }),
});
const SECRET = JSON.stringify({
  url: "https://siem.example.org:8088",
  token: "12345678-1234-4234-8234-123456789012",
});

triedTable(
  "alert-forward",
  {
    world: ({ through, wait, log }) => {
      // A receiver knows a notice by its id, and takes it once; requests may be cut anew.
      const taken = new Set<string>();
      const send = async ({ body }: Delivery): Promise<{ status: number; text: string }> => {
        for (const event of body.split("\n")) taken.add(event);
        return { status: 202, text: "" };
      };
      const ports = through({ secrets: { read: async () => SECRET }, post: { send } });
      const clock = { wait, random: () => 0.5 };
      const routes = {
        namePrefix: "phiguard-test-",
        topics: { [TOPIC]: "P1" },
        receivers: { [QUEUE_ARN]: { kind: "splunk", secret: "siem" } },
      } as const;
      return { handler: createHandler({ ...ports, clock, log }, routes), kept: () => taken };
    },
    events: [alarm("a"), alarm("b", { NewStateValue: "OK" }), alarm("c", { AlarmName: CANARY })],
    malformed: {
      "another topic": { event: alarm("d", {}, `${TOPIC}0`), ends: "given up" },
      "no message of a topic": { event: { detail: CANARY }, ends: "given up" },
      "no JSON": { event: CANARY, ends: "given up" },
    },
  },
  {
    oversized: "a message of SNS has 256 KiB at the most; of an alarm's words 300 characters go on",
    "clock skew": "it has no clock but for its pauses: times are the alarm's",
  },
);

import { CANARY, triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";
import type { Delivery } from "./receivers";

const TOPIC = "arn:aws:sns:us-east-1:123456789012:phiguard-test-alarms-p1";
const alarm = (id: string, more: object = {}, topic = TOPIC): object => ({
  Records: [
    {
      Sns: {
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
      },
    },
  ],
});
const SECRETS: Readonly<Record<string, string>> = {
  pager: JSON.stringify({ routingKey: "R".repeat(32) }),
  tickets: JSON.stringify({ url: "https://tickets.example.org/in", token: "secret-token" }),
};

triedTable(
  "alert-forward",
  {
    world: ({ through, wait, log }) => {
      // A receiver knows a message by its id, and takes it once.
      const taken = new Set<string>();
      const ports = through({
        secrets: { read: async (name: string) => SECRETS[name] ?? "" },
        post: { send: async ({ url, body }: Delivery) => (taken.add(`${new URL(url).host} ${body}`), 202) },
      });
      const clock = { wait, random: () => 0.5 };
      const receivers = {
        P1: [
          { kind: "pagerduty", secret: "pager" },
          { kind: "https", secret: "tickets" },
        ],
      } as const;
      const routes = { namePrefix: "phiguard-test-", topics: { [TOPIC]: "P1" }, receivers } as const;
      return { handler: createHandler({ ...ports, clock, log }, routes), kept: () => taken };
    },
    events: [alarm("a"), alarm("b", { NewStateValue: "OK" }), alarm("c", { AlarmName: CANARY })],
    malformed: {
      "another topic": { event: alarm("d", {}, `${TOPIC}0`), ends: "given up" },
      "no message": { event: { Records: [{ Sns: { Message: CANARY } }] }, ends: "given up" },
    },
  },
  {
    oversized: "a message of SNS has 256 KiB at the most; of an alarm's words 300 characters go on",
    "clock skew": "it has no clock but for its pauses: times are the alarm's",
  },
);

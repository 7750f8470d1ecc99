import { CANARY, triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";
import type { Alias } from "./ports";

const event = (id: string, name = "fhir-failing", value = "ALARM"): object => ({
  id,
  source: "aws.cloudwatch",
  detail: { alarmName: `phiguard-test-${name}`, state: { value } },
});

triedTable("version-rollback", {
  world: ({ through, now, log }) => {
    const aliases = new Map<string, Alias>(
      ["fhir", "image"].map((name) => [`phiguard-test-${name}`, { version: "3", revision: "r-0", words: "" }]),
    );
    const told = new Set<string>();
    const functions = {
      alias: async (name: string) => aliases.get(name),
      versions: async () => [
        { version: "2", publishedAt: "2026-02-01T00:00:00.000Z" },
        { version: "3", publishedAt: "2026-11-22T23:40:00.000Z" },
      ],
      point: async (name: string, _: string, to: { version: string; words: string }, revision: string) => {
        if (aliases.get(name)?.revision !== revision) throw new Error("changed since");
        aliases.set(name, { ...to, revision: `${revision}+` });
      },
    };
    const notices = { tell: async (subject: string, facts: object) => void told.add(subject + JSON.stringify(facts)) };
    const handler = createHandler({ ...through({ functions, notices }), now, log }, "phiguard-test-");
    return { handler, kept: () => ({ aliases, told }) };
  },
  events: [event("e-1"), event("e-2", "image-failing")],
  malformed: {
    "a name with spaces": { event: event("e-3", CANARY), ends: "given up" },
    "no state": { event: { id: "e-4", source: "aws.cloudwatch", detail: {} }, ends: "given up" },
    "another alarm": { event: event("e-5", "fhir-slow"), ends: "done", answers: { done: "ignored" } },
    "a function that is gone": { event: event("e-6", "gone-failing"), ends: "done", answers: { done: "no-function" } },
  },
  oversized: { "a long name": { event: event("e-7", "x".repeat(256)), ends: "given up" } },
});

import { MALFORMED, ROTATION, rotationRows, secretInMemory } from "../rotation/testing/secrets";
import type { Around } from "../testing/play";
import { triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";

const PREFIX = "phiguard-test-fhir-system-north";

function world({ through, log }: Pick<Around, "through" | "log">) {
  const { secrets, texts, stages } = secretInMemory(JSON.stringify({ keyPrefix: PREFIX, usagePlanId: "plan1" }));
  const keys = new Map([["key-0", { name: `${PREFIX}-of-before`, plan: "plan1" }]]);
  let made = 0;
  const gateway = {
    list: async (prefix: string) =>
      [...keys].filter(([, { name }]) => name.startsWith(prefix)).map(([id, { name }]) => ({ id, name })),
    create: async (name: string) => {
      keys.set(`key-${(made += 1)}`, { name, plan: "" });
      return `key-${made}`;
    },
    addToPlan: async (id: string, plan: string) => void keys.set(id, { name: keys.get(id)?.name ?? "", plan }),
    isInPlan: async (id: string, plan: string) => keys.get(id)?.plan === plan,
    remove: async (id: string) => void keys.delete(id),
  };
  const handler = createHandler({ ...through({ secrets, keys: gateway }), random: () => "a".repeat(64), log });
  return { handler, kept: () => ({ stages, keys, versions: texts.size }) };
}

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
triedTable(
  "api-key-rotation",
  { world, events: ROTATION, malformed: MALFORMED },
  {
    ...rotationRows(() => world({ through: (ports) => ports, log }).handler),
    "clock skew": "it has no clock",
  },
);

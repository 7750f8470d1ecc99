import { MALFORMED, ROTATION, rotationRows, secretInMemory } from "../rotation/testing/secrets";
import type { Around } from "../testing/play";
import { triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";

const DATABASE = "phiguard-test-records";

function world({ through, wait, log }: Pick<Around, "through" | "wait" | "log">) {
  const text = JSON.stringify({ dbInstanceIdentifier: DATABASE, username: "u", password: "old" });
  const { secrets, texts, stages } = secretInMemory(text);
  let [password, made] = ["old", 0];
  const ports = through({
    secrets,
    passwords: { random: async () => `new-${(made += 1)}` },
    databases: {
      setOwnerPassword: async (_: string, next: string) => void (password = next),
      state: async () => ({ status: "available", changing: false }),
    },
  });
  const handler = createHandler({ ...ports, clock: { wait }, log, identifier: DATABASE });
  // Which password it is says nothing; that the database has the one of the current version does.
  const current = (): string =>
    texts.get(Object.keys(stages).find((id) => stages[id]?.includes("AWSCURRENT")) ?? "") ?? "";
  const isNew = (): boolean => password !== "old" && current().includes(`"${password}"`);
  return { handler, kept: () => ({ stages, isNew: isNew(), versions: texts.size }) };
}

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
triedTable(
  "password-rotation",
  { world, events: ROTATION, malformed: MALFORMED },
  {
    ...rotationRows(() => world({ through: (ports) => ports, wait: async () => undefined, log }).handler),
    "clock skew": "it has no clock but for its pauses",
  },
);

import type { Disclosure } from "../../lambdas/consent/disclosure";
import type { ConsentEvent } from "../../lambdas/consent/event";
import type { ConsentStore, DisclosureLog } from "../../lambdas/consent/ports";
import type { Connection } from "./store/database";
import { prepared } from "./store/search";

const TABLES = `
CREATE TABLE IF NOT EXISTS consent (subject TEXT, version INTEGER, body TEXT NOT NULL, PRIMARY KEY (subject, version)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS disclosure (subject TEXT, at TEXT, id TEXT, body TEXT NOT NULL, PRIMARY KEY (subject, at, id)) WITHOUT ROWID;
`;

interface Row {
  readonly body: string;
}

/** Consents and disclosures in the database of the records, as DynamoDB's tables keep them in the cloud. */
export function embeddedConsents(database: Connection): {
  readonly consents: ConsentStore;
  readonly disclosures: DisclosureLog;
} {
  database.exec(TABLES);
  const all = (text: string, subject: string): unknown[] =>
    (prepared(database, text).all(subject) as Row[]).map(({ body }) => JSON.parse(body) as unknown);
  return {
    consents: {
      eventsOf: async (subject) =>
        all("SELECT body FROM consent WHERE subject = ? ORDER BY version", subject) as ConsentEvent[],
      append: async (subject, event) =>
        prepared(database, "INSERT OR IGNORE INTO consent VALUES (?, ?, ?)").run(
          subject,
          event.version,
          JSON.stringify(event),
        ).changes === 1,
      remove: async (subject, versions) => {
        for (const version of versions) {
          prepared(database, "DELETE FROM consent WHERE subject = ? AND version = ?").run(subject, version);
        }
      },
    },
    disclosures: {
      record: async (subject, disclosure) => {
        prepared(database, "INSERT OR IGNORE INTO disclosure VALUES (?, ?, ?, ?)").run(
          subject,
          disclosure.at,
          disclosure.id,
          JSON.stringify(disclosure),
        );
      },
      of: async (subject) =>
        all("SELECT body FROM disclosure WHERE subject = ? ORDER BY at, id", subject) as Disclosure[],
      remove: async (subject, disclosures) => {
        for (const { at, id } of disclosures) {
          prepared(database, "DELETE FROM disclosure WHERE subject = ? AND at = ? AND id = ?").run(subject, at, id);
        }
      },
    },
  };
}

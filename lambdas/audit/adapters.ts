import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { auditEntry } from "../../reports/model/audit-event";
import type { AuditTrail } from "./ports";

/** The bus refused an event; the code is EventBridge's own, such as ThrottlingException, so that a state machine tries again by it. */
export class EventRefused extends Error {
  constructor(code: string) {
    super("the event bus did not take an audit event");
    this.name = code;
  }
}

export function eventBridgeClient(): EventBridgeClient {
  return new EventBridgeClient({ maxAttempts: 4 });
}

/** The default bus of the account and region; needs `events:PutEvents` on it. */
export function eventBridgeAudit(client: EventBridgeClient): AuditTrail {
  return {
    tell: async (event) => {
      const { Entries = [], FailedEntryCount = 0 } = await client.send(
        new PutEventsCommand({ Entries: [auditEntry(event)] }),
      );
      // PutEvents answers 200 even where it took none of the entries.
      if (FailedEntryCount > 0) throw new EventRefused(Entries[0]?.ErrorCode ?? "InternalFailure");
    },
  };
}

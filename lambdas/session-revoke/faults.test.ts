import { remedyTable } from "../remediation/testing/remedy-table";
import { answering } from "../testing/answering";
import { iamClient, revocation, revokeSessions } from "./adapters";

remedyTable("session-revoke", {
  action: "revoke-session",
  targets: ["phiguard-test-reader", "phiguard-test-writer"],
  world: ({ through }) => {
    const policies = new Map<unknown, unknown>(
      ["phiguard-test-reader", "phiguard-test-writer"].map((role) => [role, revocation("2026-01-01T00:00:00.000Z")]),
    );
    const iam = answering(iamClient(), through, (name, { RoleName, PolicyDocument }) =>
      name.startsWith("Get")
        ? { PolicyDocument: encodeURIComponent(String(policies.get(RoleName))) }
        : policies.set(RoleName, PolicyDocument),
    );
    return { remedy: revokeSessions(iam), kept: () => policies };
  },
});

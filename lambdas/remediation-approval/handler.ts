import { z } from "zod";
import { readCase } from "../remediation/case";
import type { Items, Log, Notices } from "../remediation/ports";
import { APPROVAL } from "./contract";

const INPUT = z.object({ case: z.unknown(), token: z.string().min(1).max(2048) });

/**
 * Keeps the token of the waiting state and tells people how to decide. The token itself leaves the table for nobody: who decides calls a function
 * that only approvers may call.
 */
export function createHandler(ports: { items: Items; notices: Notices; decisionFunction: string; log: Log }) {
  const { items, notices, decisionFunction, log } = ports;
  return async (input: unknown): Promise<void> => {
    const { case: given, token } = INPUT.parse(input);
    const { execution, action, subject, sign } = readCase(given);
    // Each try of the waiting state has a token of its own, and the last one's alone is good.
    await items.replace(execution, APPROVAL, { token, action, subject });
    const answer = (decision: string): string =>
      `aws lambda invoke --function-name ${decisionFunction} --cli-binary-format raw-in-base64-out --payload '${JSON.stringify({ execution, decision })}' /dev/stdout`;
    await notices.send(
      `Approval wanted: ${action}`,
      [
        `The finding ${sign} asks for ${action} of ${subject}.`,
        "Data may be out of reach afterwards, so nothing is done until somebody decides.",
        `As an approver, to do it: ${answer("approve")}`,
        `To leave it: ${answer("refuse")}`,
      ].join("\n\n"),
    );
    log.info("people were asked", { execution, action });
  };
}

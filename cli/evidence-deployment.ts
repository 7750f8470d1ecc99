import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { InvalidArgumentError, type Command } from "commander";
import { approve } from "../reports/deployment/approve";
import { deployed, verifyDeployment, type DeploymentVerdict } from "../reports/deployment/deployed";
import { readPolicyRecords } from "../reports/sources/policy-records";
import { writeWhole } from "../tools/setup/files";
import { UserError } from "./failure";
import { readKeyFile } from "./key-file";

interface Common {
  readonly evidence: string;
  readonly key: string;
  readonly out: string;
}

interface ApproveCommand extends Common {
  readonly stack: string;
  readonly run?: string;
  readonly approver: string;
}

interface DeployedCommand extends Common {
  readonly approval: string;
  readonly state: string;
  readonly update?: number;
}

/** Who approved what was deployed: an approval of a preview, the state that came of it, and a look at both. */
export function addDeployment(evidence: Command): void {
  const writing = (name: string, what: string): Command =>
    evidence
      .command(name)
      .description(what)
      .option("--evidence <folder>", "folder with evidence records", ".phiguard/evidence")
      .requiredOption("--key <file>", "private key (PEM) that signs")
      .requiredOption("--out <file>", "file for the signed statement (in-toto, DSSE)");
  writing("approve", "sign that a preview was looked at and may be deployed; refused where anything of it blocks")
    .requiredOption("--stack <project/stack>", "stack whose newest preview is approved")
    .requiredOption("--approver <name>", "who approves, and did not make the preview")
    .option("--run <id>", "another preview than the newest")
    .action(async ({ stack, run, approver, evidence: folder, key, out }: ApproveCommand) => {
      const signer = readKeyFile(resolve(key));
      const records = await readPolicyRecords(resolve(folder));
      const runId = run === undefined ? {} : { runId: run };
      const file = await approve({ records, stack, ...runId, approver, at: new Date().toISOString(), signer });
      write(out, file);
      process.stdout.write(`Approval of ${stack}: ${resolve(out)}\nSigned by key ${signer.fingerprint}\n`);
    });
  writing("deployed", "sign which state came of an approved preview, and what in it nobody approved")
    .requiredOption("--approval <file>", "the approval that the update was made by")
    .requiredOption("--state <file>", "output of `pulumi stack export` after the update")
    .option("--update <number>", "number of the update, as `pulumi stack history` has it", updateNumber)
    .action(async ({ approval, state, update, evidence: folder, key, out }: DeployedCommand) => {
      const signer = readKeyFile(resolve(key));
      const file = await deployed({
        approval: { file: read(approval), shown: approval },
        state: { text: read(state).toString("utf8"), shown: state },
        ...(update === undefined ? {} : { update }),
        records: await readPolicyRecords(resolve(folder)),
        at: new Date().toISOString(),
        signer,
      });
      write(out, file);
      process.stdout.write(words(verifyDeployment(file, out), out));
    });
  evidence
    .command("deployment")
    .description("say who approved what was deployed, by a signed statement alone; ends with 1 where they differ")
    .argument("<file>", "what `evidence deployed` wrote")
    .option("--state <file>", "a state to hold against it, such as today's")
    .option(
      "--fingerprint <hex...>",
      "fingerprints of the keys that approve and record, as you have them from elsewhere",
    )
    .option("--json", "the verdict as JSON for machines")
    .action((file: string, { state, fingerprint, json }: { state?: string; fingerprint?: string[]; json?: true }) => {
      const now = state === undefined ? undefined : { text: read(state).toString("utf8"), shown: state };
      const verdict = verifyDeployment(read(file), file, fingerprint, now);
      process.stdout.write(json === true ? `${JSON.stringify(verdict, null, 2)}\n` : words(verdict, file));
      process.exitCode = verdict.faults.length === 0 ? 0 : 1;
    });
}

function words({ deployment, approval, faults }: DeploymentVerdict, file: string): string {
  const { state } = deployment;
  const { preview, approver, approvedAt } = approval;
  const { results, pack } = preview;
  return [
    `${file}: ${faults.length === 0 ? "what was deployed is what was approved" : `${faults.length} faults`}`,
    ...faults.map((fault) => `  ${fault}`),
    `Approved by ${approver} on ${approvedAt}, key ${approval.key.fingerprint}`,
    `  preview ${preview.runId} of ${preview.stack}, made by ${preview.principal} on ${preview.observedAt}`,
    `  judged by pack ${pack.name} ${pack.version}, digest ${pack.digest}: ${results.pass} pass, ${results.fail} fail (${preview.waived} waived), ${results.undetermined} undetermined`,
    `Deployed: state ${state.sha256}${state.update === null ? "" : `, update ${state.update}`}, ${state.resources} resources, written ${state.takenAt ?? "at a time it does not tell"}`,
    `  recorded on ${deployment.recordedAt}, key ${deployment.key.fingerprint}`,
    "",
  ].join("\n");
}

function read(file: string): Buffer {
  if (!existsSync(file)) throw new UserError(`There is no ${file}.`);
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UserError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

function write(file: string, content: Buffer): void {
  try {
    writeWhole(resolve(file), content.toString("utf8"));
  } catch (error) {
    throw new UserError(`${file} cannot be written (${(error as NodeJS.ErrnoException).code}).`);
  }
}

function updateNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a whole number.");
}

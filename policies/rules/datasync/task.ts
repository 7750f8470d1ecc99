import type { LocationObjectStorageArgs, LocationSmbArgs, TaskArgs } from "@pulumi/aws/datasync";
import { all, any, type Answer } from "../../answer";
import { absent, given, is, oneOf } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";

const TASK = "aws:datasync/task:Task";
const SMB = "aws:datasync/locationSmb:LocationSmb";
const OBJECT_STORAGE = "aws:datasync/locationObjectStorage:LocationObjectStorage";

const task = on<TaskArgs>(TASK);
const transfer = on<TaskArgs & LocationSmbArgs & LocationObjectStorageArgs>(TASK, SMB, OBJECT_STORAGE);

export const datasyncTaskLoggingEnabled = task.rule({
  id: "datasync-task-logging-enabled",
  title: "DataSync tasks log every file that they transfer",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"], soc2: ["A1.1"] },
  source: "https://docs.aws.amazon.com/datasync/latest/userguide/configure-logging.html",
  says: "does not log the files that it transfers",
  fix: 'Set cloudwatchLogGroupArn and options: { logLevel: "TRANSFER" }.',
  requires: (p) => all(given(p.cloudwatchLogGroupArn), is(p.options.logLevel, "TRANSFER")),
});

export const datasyncTaskVerifyAndTls = transfer.rule({
  id: "datasync-task-verify-and-tls",
  title: "DataSync verifies what it transferred and reads it over a channel that protects it",
  severity: "medium",
  controls: { hipaa: ["164.312(c)(1)", "164.312(c)(2)"] },
  source: "https://docs.aws.amazon.com/datasync/latest/userguide/configure-data-verification-options.html",
  says: "could hand on files that were changed or damaged on the way",
  fix: 'Set options.verifyMode: "POINT_IN_TIME_CONSISTENT" or "ONLY_FILES_TRANSFERRED", leave mountOptions.version of an SMB location out or set it to "SMB3", and serverProtocol of an object storage location to "HTTPS".',
  why: "DataSync verifies, negotiates the newest SMB version and uses HTTPS where nothing is said. It has no encryption for NFS; what an agent sends to AWS is always encrypted.",
  requires: (p, _settings, { type }) => {
    if (type === SMB) return leftOutOr(p.mountOptions.version, ["AUTOMATIC", "SMB3"]);
    if (type === OBJECT_STORAGE) return leftOutOr(p.serverProtocol, ["HTTPS"]);
    return leftOutOr(p.options.verifyMode, ["POINT_IN_TIME_CONSISTENT", "ONLY_FILES_TRANSFERRED"]);
  },
});

function leftOutOr(r: Reading<unknown>, accepted: readonly string[]): Answer {
  return any(absent(r), oneOf(r, accepted));
}

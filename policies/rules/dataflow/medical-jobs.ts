import type { StateMachineArgs } from "@pulumi/aws/sfn";
import { all, any, fromBoolean, unknown, type Answer } from "../../answer";
import { jsonOf, pathOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { isObject, UNKNOWN, type PropertyObject, type PropertyValue } from "../../value";

const stateMachine = on<StateMachineArgs>("aws:sfn/stateMachine:StateMachine");

/** A task of a state machine that calls an API of AWS. */
interface Task {
  /** Where it stands in the definition: `definition.States.Transcribe`. */
  readonly path: string;
  /** `aws-sdk:transcribe:startMedicalTranscriptionJob`, in lower case. */
  readonly call: string;
  readonly state: PropertyObject;
}

const STARTS_MEDICAL_NLP = /:comprehendmedical:start\w+job$/;
const STARTS_MEDICAL_TRANSCRIPTION = /:transcribe:startmedical(transcription|scribe)job$/;
/** A scribe job has no content identification to turn on. */
const STARTS_TRANSCRIPTION_ALONE = /:transcribe:startmedicaltranscriptionjob$/;

const OPEN_DEFINITION = "The definition starts no such job.";

export const comprehendmedicalBatchOutputEncrypted = stateMachine.rule({
  id: "comprehendmedical-batch-output-encrypted",
  title: "Comprehend Medical jobs write their output with a customer managed key",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/comprehend-medical/latest/api/API_StartEntitiesDetectionV2Job.html",
  says: "starts a Comprehend Medical job whose output no key of yours encrypts",
  fix: 'Add "KmsKey": "<key ARN>" to the task\'s Parameters or Arguments.',
  appliesWhen: (p) => someTask(p.definition, STARTS_MEDICAL_NLP),
  otherwise: OPEN_DEFINITION,
  requires: (p) => everyTask(p.definition, STARTS_MEDICAL_NLP, (task) => names(task, "KmsKey", isKey)),
});

export const transcribeMedicalOutputEncrypted = stateMachine.rule({
  id: "transcribe-medical-output-encrypted",
  title: "Medical transcriptions are written with a customer managed key and mark patient data",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(4)(ii)(B)", "164.312(a)(2)(iv)", "164.312(e)(2)(ii)", "164.502(b)"],
  },
  source: "https://docs.aws.amazon.com/transcribe/latest/APIReference/API_StartMedicalTranscriptionJob.html",
  says: "starts a medical transcription whose output no key of yours encrypts, or in which patient data is not marked",
  fix: 'Add "OutputEncryptionKMSKeyId": "<key ARN>" and "ContentIdentificationType": "PHI" to the task\'s Parameters or Arguments.',
  appliesWhen: (p) => someTask(p.definition, STARTS_MEDICAL_TRANSCRIPTION),
  otherwise: OPEN_DEFINITION,
  requires: (p) =>
    all(
      everyTask(p.definition, STARTS_MEDICAL_TRANSCRIPTION, (task) => names(task, "OutputEncryptionKMSKeyId", isKey)),
      everyTask(p.definition, STARTS_TRANSCRIPTION_ALONE, (task) =>
        any(
          names(task, "ContentIdentificationType", (value) => value === "PHI"),
          names(task, "Settings.ContentIdentificationType", (value) => value === "PHI"),
        ),
      ),
    ),
});

function someTask(definition: Reading<string>, call: RegExp): Answer {
  const tasks = tasksOf(definition);
  if (tasks === UNKNOWN) return unknown(pathOf(definition));
  return fromBoolean(
    tasks.some((task) => call.test(task.call)),
    pathOf(definition),
  );
}

function everyTask(definition: Reading<string>, call: RegExp, holds: (task: Task) => Answer): Answer {
  const tasks = tasksOf(definition);
  if (tasks === UNKNOWN) return unknown(pathOf(definition));
  return all(...tasks.filter((task) => call.test(task.call)).map(holds));
}

function tasksOf(definition: Reading<string>): readonly Task[] | typeof UNKNOWN {
  const value = valueOf(jsonOf(definition));
  return value === UNKNOWN ? UNKNOWN : tasksIn(value, pathOf(definition));
}

/** Tasks of all states, those of maps and parallel branches included (Amazon States Language). */
function tasksIn(value: PropertyValue, path: string): Task[] {
  if (Array.isArray(value))
    return (value as readonly PropertyValue[]).flatMap((item, position) => tasksIn(item, `${path}[${position}]`));
  if (!isObject(value)) return [];
  const inside = Object.entries(value).flatMap(([key, item]) => tasksIn(item, `${path}.${key}`));
  if (value["Type"] !== "Task") return inside;
  // A call that waits for its answer ends in `.sync` or `.waitForTaskToken`.
  const call = String(value["Resource"]).toLowerCase().replace(/\..*$/, "");
  return [{ path, call, state: value }, ...inside];
}

/**
 * The task gives this argument, in JSONPath's Parameters or JSONata's Arguments; `.$` after the name takes it from the input. Spelling of
 * acronyms differs between the API and Step Functions, so case does not count.
 */
function names({ path, state }: Task, argument: string, accepts: (value: PropertyValue) => boolean): Answer {
  const block = state["Arguments"] === undefined ? "Parameters" : "Arguments";
  const given = state[block];
  const at = `${path}.${block}.${argument}`;
  if (typeof given === "string") return fromBoolean(given.toLowerCase().includes(argument.toLowerCase()), at);
  let found: PropertyValue = given;
  for (const step of argument.split(".")) found = isObject(found) ? entryOf(found, step.toLowerCase()) : undefined;
  return fromBoolean(found === UNKNOWN || accepts(found), at);
}

/** The value under a name, or `UNKNOWN` where the input of the state machine gives it. */
function entryOf(block: PropertyObject, name: string): PropertyValue {
  for (const [key, value] of Object.entries(block)) {
    if (key.toLowerCase() === name) return value;
    if (key.toLowerCase() === `${name}.$`) return UNKNOWN;
  }
  return undefined;
}

function isKey(value: PropertyValue): boolean {
  return typeof value === "string" && value !== "" && !/(^|:)alias\/aws\//.test(value);
}

import { testRule, unknownString } from "../../testing/rule-tester";
import { comprehendmedicalBatchOutputEncrypted, transcribeMedicalOutputEncrypted } from "./medical-jobs";

const KEY = "arn:aws:kms:us-east-1:111122223333:key/k";
const another = {
  name: "another type",
  type: "aws:lambda/function:Function",
  props: {},
  because: "other-type",
} as const;
const ROLE = "arn:aws:iam::111122223333:role/jobs";

function machine(states: object): object {
  return { roleArn: ROLE, definition: JSON.stringify({ StartAt: "Read", States: states }) };
}

function task(api: string, rest: object): object {
  return { Read: { Type: "Task", Resource: `arn:aws:states:::aws-sdk:${api}`, End: true, ...rest } };
}

const ENTITIES = "comprehendmedical:startEntitiesDetectionV2Job";
const nlp = (rest: object, api = ENTITIES): object => machine(task(api, rest));
const AT = "definition.States.Read.Parameters.KmsKey";
const invoke = { Read: { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Parameters: {} } };

testRule(comprehendmedicalBatchOutputEncrypted, {
  valid: [
    {
      name: "key by ARN",
      type: "aws:sfn/stateMachine:StateMachine",
      props: nlp({ Parameters: { LanguageCode: "en", KmsKey: KEY } }),
    },
    { name: "as the API spells it", props: nlp({ Parameters: { KMSKey: KEY } }) },
    { name: "from the input", props: nlp({ Parameters: { "KmsKey.$": "$.key" } }) },
    { name: "JSONata", props: nlp({ Arguments: { KmsKey: "{% $states.input.key %}" } }) },
    { name: "JSONata for all arguments", props: nlp({ Arguments: "{% { 'KmsKey': $key } %}" }) },
    {
      name: "definition as an object",
      props: { definition: { States: task(ENTITIES, { Parameters: { KmsKey: KEY } }) } },
    },
  ],
  invalid: [
    { name: "left out", props: nlp({ Parameters: { LanguageCode: "en" } }), finds: AT },
    { name: "no arguments at all", props: nlp({}), finds: AT },
    { name: "empty", props: nlp({ Parameters: { KmsKey: "" } }), finds: AT },
    { name: "AWS's key", props: nlp({ Parameters: { KmsKey: "alias/aws/s3" } }), finds: AT },
    {
      name: "AWS's key by ARN",
      props: nlp({ Parameters: { KmsKey: "arn:aws:kms:us-east-1:111122223333:alias/aws/s3" } }),
      finds: AT,
    },
    {
      name: "JSONata",
      props: nlp({ Arguments: { LanguageCode: "en" }, Parameters: { KmsKey: KEY } }),
      finds: "definition.States.Read.Arguments.KmsKey",
    },
    {
      name: "JSONata for all arguments",
      props: nlp({ Arguments: "{% $args %}" }),
      finds: "definition.States.Read.Arguments.KmsKey",
    },
    ...["PHIDetection", "ICD10CMInference", "RxNormInference", "SNOMEDCTInference"].map((job) => ({
      name: job,
      props: nlp({ Parameters: {} }, `comprehendmedical:start${job}Job`),
      finds: AT,
    })),
    {
      name: "waiting for a token",
      props: nlp({ Parameters: {} }, `${ENTITIES}.waitForTaskToken`),
      finds: AT,
    },
    {
      name: "inside a map and a parallel branch",
      props: machine({
        Each: {
          Type: "Map",
          ItemProcessor: { States: { Both: { Type: "Parallel", Branches: [{ States: task(ENTITIES, {}) }] } } },
        },
      }),
      finds: "definition.States.Each.ItemProcessor.States.Both.Branches[0].States.Read.Parameters.KmsKey",
    },
  ],
  notJudged: [
    another,
    { name: "no such job", props: machine(invoke), because: "exempt" },
    {
      name: "asks how a job goes",
      props: nlp({}, "comprehendmedical:describeEntitiesDetectionV2Job"),
      because: "exempt",
    },
    { name: "another service", props: nlp({}, "comprehend:startEntitiesDetectionJob"), because: "exempt" },
    {
      name: "a state that only passes",
      props: machine({ Read: { Type: "Pass", Resource: `arn:aws:states:::aws-sdk:${ENTITIES}` } }),
      because: "exempt",
    },
    { name: "no definition", props: { roleArn: ROLE }, because: "exempt" },
    { name: "not known", props: { definition: unknownString }, because: "unknown", finds: "definition" },
    { name: "does not parse", props: { definition: "{" }, because: "unknown", finds: "definition" },
  ],
});

const TRANSCRIBE = "transcribe:startMedicalTranscriptionJob";
const heard = (Parameters: object, api = TRANSCRIBE): object => machine(task(api, { Parameters }));
const safe = { OutputBucketName: "notes", OutputEncryptionKMSKeyId: KEY, ContentIdentificationType: "PHI" };
const OUTPUT = "definition.States.Read.Parameters.OutputEncryptionKMSKeyId";
const MARKED = [
  "definition.States.Read.Parameters.ContentIdentificationType",
  "definition.States.Read.Parameters.Settings.ContentIdentificationType",
];

testRule(transcribeMedicalOutputEncrypted, {
  valid: [
    { name: "key, and patient data marked", props: heard(safe) },
    {
      name: "other spelling, from the input",
      props: heard({ "OutputEncryptionKmsKeyId.$": "$.key", "ContentIdentificationType.$": "$.mark" }),
    },
    {
      name: "marked inside the settings",
      props: heard({ OutputEncryptionKMSKeyId: KEY, Settings: { ContentIdentificationType: "PHI" } }),
    },
    {
      name: "scribe job, which has no mark to turn on",
      props: heard({ OutputEncryptionKMSKeyId: KEY }, "transcribe:startMedicalScribeJob"),
    },
  ],
  invalid: [
    { name: "no key", props: heard({ ...safe, OutputEncryptionKMSKeyId: undefined }), finds: OUTPUT },
    { name: "not marked", props: heard({ ...safe, ContentIdentificationType: undefined }), finds: MARKED },
    { name: "marked as something else", props: heard({ ...safe, ContentIdentificationType: "NONE" }), finds: MARKED },
    { name: "neither", props: heard({}), finds: [OUTPUT, ...MARKED] },
    { name: "scribe job without a key", props: heard({}, "transcribe:startMedicalScribeJob"), finds: OUTPUT },
  ],
  notJudged: [
    another,
    { name: "no such job", props: machine(invoke), because: "exempt" },
    {
      name: "a transcription that is not medical",
      props: heard({}, "transcribe:startTranscriptionJob"),
      because: "exempt",
    },
    { name: "no definition", props: { roleArn: ROLE }, because: "exempt" },
    { name: "not known", props: { definition: unknownString }, because: "unknown", finds: "definition" },
  ],
});

import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { noPhiInEnvironmentOrOutputs } from "./phi-in-configuration";

const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const PARAMETER = "aws:ssm/parameter:Parameter";
const PROJECT = "aws:codebuild/project:Project";

function withVariables(variables: object): { environment: object } {
  return { environment: { variables } };
}

function task(environment: readonly object[]): object {
  return {
    family: "claims",
    containerDefinitions: JSON.stringify([{ name: "intake", image: "claims:1", environment }]),
  };
}

function build(variable: object): object {
  return { name: "claims", environment: { environmentVariables: [{ name: "STAGE", value: "prod" }, variable] } };
}

/** Made up; no number here belongs to anyone. */
const SSN = "123-45-6789";
const values: Record<string, string> = {
  "a social security number": SSN,
  "a social security number in a text": `test with ${SSN}, please`,
  "a taxpayer number": "912-70-6789",
  "a medical record number": "MRN: 00123456",
  "a medical record number with letters": "mrn#AB12345",
  "a date of birth": "DOB: 1950-02-03",
  "a date of birth in words": "date of birth 2/3/1950",
  "a date of birth as written in Europe": "dob 3-2-1950",
  "a patient segment": "MSH|^~\\&|ADT\rPID|1||555||DOE^JANE",
  "a patient segment alone": "PID|1||555||DOE^JANE",
};
const names: Record<string, string> = {
  PATIENT_SSN: "123456789",
  SSN: "123456789",
  socialSecurityNumber: "123 45 6789",
  MRN: "00-12345",
  PATIENT_MRN: "00-12345",
  MEDICAL_RECORD_NUMBER: "12345",
  PATIENT_ID: "p-12345",
  PATIENT_PHONE: "(555) 010-0199",
  MEMBER_ID: "W123456789",
  PATIENT_DOB: "1950-02-03",
  DOB: "1950-02-03",
  birthDate: "2/3/50",
  DATE_OF_BIRTH: "19500203",
  PATIENT_NAME: "Jane Doe",
  patientFirstName: "Mary Jane",
  TEST_PATIENT_LAST_NAME: "Doe Smith",
  TEST_PATIENT_EMAIL: "jane@example.org",
  PATIENT_EMAIL: "jane@example.org",
  PATIENT_ADDRESS: "1 Main Street",
};
const harmless: Record<string, string> = {
  "a number that nobody has": "000-45-6789",
  "another number that nobody has": "666-45-6789",
  "one of a middle never given out": "123-00-6789",
  "one of an end never given out": "123-45-0000",
  "a longer number": "1123-45-6789",
  "a number with a tail": "123-45-6789-1",
  "MRN as a word": "mrn lookup",
  "MRN of four digits": "mrn 1234",
  "PID in a line": "the PID|1| segment",
  "a birth without a date": "dob unknown",
  "a date": "1950-02-03",
};

testRule(noPhiInEnvironmentOrOutputs, {
  valid: [
    { name: "names of tables", props: withVariables({ PATIENT_TABLE: "patients", LOG_LEVEL: "info" }) },
    { name: "none", props: {} },
    ...Object.entries(harmless).map(([name, value]) => ({ name, props: withVariables({ SETTING: value }) })),
    { name: "a column's name", props: withVariables({ PATIENT_ID: "patient_id", PATIENT_NAME: "name", DOB: "birth" }) },
    { name: "a format", props: withVariables({ DOB: "yyyy-mm-dd", BIRTH_DATE: "1234567890", MRN: "mrn" }) },
    {
      name: "of a table",
      props: withVariables({ SSN_TABLE: "table 12345", DOB_RANGE: "1950-02-03", PATIENT_NAME_FIELDS: "first last" }),
    },
    {
      name: "of something else",
      props: withVariables({ CLASSN: "12345", ADOB: "1950-02-03", OUTPATIENT_NAME: "West Wing" }),
    },
    { name: "four digits", props: withVariables({ MEMBER_ID: "1234" }) },
    { name: "an ARN", props: withVariables({ PATIENT_ID: "arn:aws:ssm:us-east-1:111122223333:parameter/patient" }) },
    { name: "a table of the same preview", props: withVariables({ TABLE: unknownString }) },
    { name: "a number", props: withVariables({ MEMBER_ID: 123456 }) },
    { name: "a task", type: TASK, props: task([{ name: "TABLE", value: "patients" }]) },
    { name: "a parameter", type: PARAMETER, props: { type: "String", value: "patients" } },
    { name: "a parameter made of other resources", type: PARAMETER, props: { type: "String", value: unknownString } },
    { name: "a build", type: PROJECT, props: build({ name: "TABLE", value: "patients" }) },
    {
      name: "a build's parameter",
      type: PROJECT,
      props: build({ name: "PATIENT_SSN", value: SSN, type: "PARAMETER_STORE" }),
    },
    {
      name: "a build's secret",
      type: PROJECT,
      props: build({ name: "PATIENT_SSN", value: SSN, type: "SECRETS_MANAGER" }),
    },
  ],
  invalid: [
    { name: "a patient", props: withVariables({ TEST_CASE: SSN }), finds: "environment.variables.TEST_CASE" },
    ...Object.entries(values).map(([name, value]) => ({
      name,
      props: withVariables({ SETTING: value }),
      finds: "environment.variables.SETTING",
    })),
    ...Object.entries(names).map(([name, value]) => ({
      name,
      props: withVariables({ [name]: value }),
      finds: `environment.variables.${name}`,
    })),
    {
      name: "a task",
      type: TASK,
      props: task([
        { name: "TABLE", value: "patients" },
        { name: "PATIENT_NAME", value: "Jane Doe" },
      ]),
      finds: "containerDefinitions[0].environment[1].value",
    },
    {
      name: "a task, beside a name",
      type: TASK,
      props: task([{ name: "STAGE", PATIENT_NAME: "Jane Doe" }]),
      finds: "containerDefinitions[0].environment[0].PATIENT_NAME",
    },
    { name: "a parameter", type: PARAMETER, props: { type: "String", value: SSN }, finds: "value" },
    { name: "a list of parameters", type: PARAMETER, props: { type: "StringList", value: `a,${SSN}` }, finds: "value" },
    {
      name: "a parameter shown in plain",
      type: PARAMETER,
      props: { type: "String", insecureValue: SSN },
      finds: "insecureValue",
    },
    {
      name: "a build",
      type: PROJECT,
      props: build({ name: "PATIENT_SSN", value: "123456789" }),
      finds: "environment.environmentVariables[1].value",
    },
    {
      name: "a build, in so many words",
      type: PROJECT,
      props: build({ name: "SETTING", value: SSN, type: "PLAINTEXT" }),
      finds: "environment.environmentVariables[1].value",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:lambda/alias:Alias", props: {}, because: "other-type" },
    { name: "an encrypted parameter", type: PARAMETER, props: { type: "SecureString", value: SSN }, because: "exempt" },
    {
      name: "variables not known yet",
      props: { environment: { variables: unknownValue } },
      because: "unknown",
      finds: "environment.variables",
    },
    {
      name: "a patient's id not known yet",
      props: withVariables({ PATIENT_ID: unknownString }),
      because: "unknown",
      finds: "environment.variables.PATIENT_ID",
    },
    {
      name: "containers not known yet",
      type: TASK,
      props: { containerDefinitions: unknownString },
      because: "unknown",
      finds: "containerDefinitions",
    },
  ],
});

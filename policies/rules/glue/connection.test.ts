import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { glueConnectionInVpc, glueConnectionNoSecrets, glueConnectionSslEnabled } from "./connection";

const another = { name: "another type", type: "aws:glue/job:Job", props: {}, because: "other-type" } as const;
const JDBC_CONNECTION_URL = "jdbc:postgresql://claims.clinic.example:5432/claims";
const jdbc = (properties: object, rest: object = {}): object => ({
  name: "claims",
  connectionProperties: { JDBC_CONNECTION_URL, SECRET_ID: "claims/glue", ...properties },
  ...rest,
});
const kafka = (properties: object): object => ({
  name: "events",
  connectionType: "KAFKA",
  connectionProperties: { KAFKA_BOOTSTRAP_SERVERS: "b-1.clinic.example:9094", ...properties },
});
const ENFORCED = "connectionProperties.JDBC_ENFORCE_SSL";
const KAFKA = "connectionProperties.KAFKA_SSL_ENABLED";

testRule(glueConnectionSslEnabled, {
  valid: [
    { name: "on", props: jdbc({ JDBC_ENFORCE_SSL: "true" }) },
    { name: "on, type named", props: jdbc({ JDBC_ENFORCE_SSL: true }, { connectionType: "JDBC" }) },
    { name: "on, as Python writes it", props: jdbc({ JDBC_ENFORCE_SSL: "True" }) },
    { name: "on, in capitals", props: jdbc({ JDBC_ENFORCE_SSL: "TRUE" }) },
  ],
  invalid: [
    { name: "left out", props: jdbc({}), finds: ENFORCED },
    { name: "off", props: jdbc({ JDBC_ENFORCE_SSL: "false" }), finds: ENFORCED },
    { name: "no properties, type named", props: { connectionType: "JDBC" }, finds: ENFORCED },
    { name: "Kafka, off", props: kafka({ KAFKA_SSL_ENABLED: "false" }), finds: KAFKA },
  ],
  notJudged: [
    another,
    { name: "a network", props: { name: "vpc", connectionType: "NETWORK" }, because: "exempt" },
    { name: "Kafka, left out", props: kafka({}), because: "exempt" },
    { name: "Kafka, on", props: kafka({ KAFKA_SSL_ENABLED: "true" }), because: "exempt" },
    { name: "not known yet", props: jdbc({ JDBC_ENFORCE_SSL: unknownString }), because: "unknown", finds: ENFORCED },
    {
      name: "type not known yet",
      props: jdbc({}, { connectionType: unknownString }),
      because: "unknown",
      finds: "connectionType",
    },
  ],
});

const basic = (password: unknown): object => ({
  name: "crm",
  connectionType: "SALESFORCE",
  authenticationConfiguration: {
    authenticationType: "BASIC",
    basicAuthenticationCredentials: { username: "glue", password },
  },
});
const oauth2 = (oauth2Credentials: object): object => ({
  authenticationConfiguration: { authenticationType: "OAUTH2", oauth2Properties: { oauth2Credentials } },
});
const OAUTH2 = "authenticationConfiguration.oauth2Properties.oauth2Credentials";

testRule(glueConnectionNoSecrets, {
  valid: [
    { name: "a secret's name", props: jdbc({}) },
    {
      name: "a secret's ARN",
      props: {
        authenticationConfiguration: {
          authenticationType: "BASIC",
          secretArn: "arn:aws:secretsmanager:us-east-1:111122223333:secret:crm",
        },
      },
    },
    { name: "a secret made in the same preview", props: jdbc({ SECRET_ID: unknownString }) },
    { name: "what only speaks of one", props: kafka({ KAFKA_PASSWORD_SOURCE: "secrets-manager" }) },
    { name: "empty password", props: jdbc({ PASSWORD: "" }) },
    { name: "neither", props: { name: "vpc", connectionType: "NETWORK" } },
  ],
  invalid: [
    {
      name: "password",
      props: jdbc({ USERNAME: "glue", PASSWORD: "not-a-real-one" }),
      finds: "connectionProperties.PASSWORD",
    },
    {
      name: "password that something computes",
      props: jdbc({ USERNAME: "glue", PASSWORD: unknownString }),
      finds: "connectionProperties.PASSWORD",
    },
    {
      name: "encrypted by hand",
      props: jdbc({ ENCRYPTED_PASSWORD: "AQICAHh" }),
      finds: "connectionProperties.ENCRYPTED_PASSWORD",
    },
    {
      name: "password in the URL",
      props: jdbc({ JDBC_CONNECTION_URL: `${JDBC_CONNECTION_URL}?user=glue&password=not-a-real-one` }),
      finds: "connectionProperties.JDBC_CONNECTION_URL",
    },
    {
      name: "Kafka",
      props: kafka({ KAFKA_SASL_SCRAM_PASSWORD: "not-a-real-one" }),
      finds: "connectionProperties.KAFKA_SASL_SCRAM_PASSWORD",
    },
    {
      name: "basic authentication",
      props: basic(unknownString),
      finds: "authenticationConfiguration.basicAuthenticationCredentials.password",
    },
    ...["userManagedClientApplicationClientSecret", "accessToken", "refreshToken", "jwtToken"].map((name) => ({
      name,
      props: oauth2({ [name]: unknownString }),
      finds: `${OAUTH2}.${name}`,
    })),
    {
      name: "password for Athena",
      props: jdbc({}, { athenaProperties: { password: "not-a-real-one" } }),
      finds: "athenaProperties.password",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { connectionProperties: unknownValue },
      because: "unknown",
      finds: "connectionProperties",
    },
  ],
});

const placed = (subnetId: unknown): object =>
  jdbc(
    {},
    { physicalConnectionRequirements: { subnetId, securityGroupIdLists: ["sg-1"], availabilityZone: "us-east-1a" } },
  );
const SUBNET = "physicalConnectionRequirements.subnetId";

testRule(glueConnectionInVpc, {
  valid: [
    { name: "in a subnet", props: placed("subnet-1") },
    {
      name: "subnet made in the same preview",
      props: placed(from("net")),
      others: [{ type: "aws:ec2/subnet:Subnet", name: "net" }],
    },
  ],
  invalid: [
    { name: "left out", props: jdbc({}), finds: SUBNET },
    { name: "empty", props: placed(""), finds: SUBNET },
  ],
  notJudged: [another, { name: "from nowhere", props: placed(unknownString), because: "unknown", finds: SUBNET }],
});

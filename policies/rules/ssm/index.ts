import type { Rule } from "../../rule";
import {
  ssmDocumentNoSecrets,
  ssmDocumentNotPublic,
  ssmSessionManagerEncrypted,
  ssmSessionManagerLogged,
} from "./document";
import { ec2InstanceManagedBySystemsManager } from "./managed-instance";
import { ssmParameterCmk } from "./parameter";
import { ssmSecretNotSentOverHttp } from "./plain-http";

export const rules: readonly Rule[] = [
  ec2InstanceManagedBySystemsManager,
  ssmDocumentNotPublic,
  ssmSessionManagerEncrypted,
  ssmSessionManagerLogged,
  ssmDocumentNoSecrets,
  ssmParameterCmk,
  ssmSecretNotSentOverHttp,
];

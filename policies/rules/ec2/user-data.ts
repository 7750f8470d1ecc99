import { on } from "../../rule";
import { holdsCredential } from "../../secrets-in-text";
import { INSTANCE, LAUNCH_CONFIGURATION, LAUNCH_TEMPLATE, SPOT_REQUEST, type Compute } from "./compute";
import { everyUserData } from "./user-data-text";

const started = on<Compute>(INSTANCE, LAUNCH_TEMPLATE, LAUNCH_CONFIGURATION, SPOT_REQUEST);

export const ec2NoSecretsInUserData = started.rule({
  id: "ec2-no-secrets-in-user-data",
  title: "User data holds no password, key or token",
  severity: "high",
  controls: { hipaa: ["164.308(a)(5)(ii)(D)"] },
  source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html",
  says: "holds a password, key or token in its user data",
  fix: "Keep it in Secrets Manager and let the script fetch it with the role of the instance: $(aws secretsmanager get-secret-value ...).",
  why: "Whoever may describe the instance, and every process on it, can read its user data; AWS advises against keeping secrets there.",
  requires: (p) => everyUserData(p, (text) => !holdsCredential(text)),
});

import type { EnvironmentArgs } from "@pulumi/aws/mwaa";
import { all, any } from "../../answer";
import { absent, is } from "../../predicates";
import { on } from "../../rule";

const environment = on<EnvironmentArgs>("aws:mwaa/environment:Environment");

export const mwaaEnvironmentLogsEnabled = environment.rule({
  id: "mwaa-environment-logs-enabled",
  title: "Airflow environments log their scheduler, workers and web server",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"] },
  source: "https://docs.aws.amazon.com/mwaa/latest/userguide/monitoring-airflow.html",
  says: "keeps no log of its scheduler, its workers or its web server",
  fix: "Set loggingConfiguration: { schedulerLogs: { enabled: true }, workerLogs: { enabled: true }, webserverLogs: { enabled: true } }.",
  remedy: {
    "loggingConfiguration.schedulerLogs.enabled": true,
    "loggingConfiguration.workerLogs.enabled": true,
    "loggingConfiguration.webserverLogs.enabled": true,
  },
  requires: ({ loggingConfiguration: logs }) =>
    all(is(logs.schedulerLogs.enabled, true), is(logs.workerLogs.enabled, true), is(logs.webserverLogs.enabled, true)),
});

export const mwaaEnvironmentNotPublic = environment.rule({
  id: "mwaa-environment-not-public",
  title: "The web server of an Airflow environment is reached from its VPC only",
  severity: "high",
  controls: { hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/mwaa/latest/userguide/configuring-networking.html",
  says: "offers its web server to the internet",
  fix: 'Leave webserverAccessMode out or set it to "PRIVATE_ONLY".',
  remedy: { webserverAccessMode: "PRIVATE_ONLY" },
  requires: (p) => any(absent(p.webserverAccessMode), is(p.webserverAccessMode, "PRIVATE_ONLY")),
});

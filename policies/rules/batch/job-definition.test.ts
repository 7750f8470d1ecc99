import { testRule, unknownString } from "../../testing/rule-tester";
import { batchJobNotPrivileged } from "./job-definition";

const plain = { image: "claims:1", vcpus: 1, memory: 512 };
const privileged = { ...plain, privileged: true };
const pod = { image: "claims:1", securityContext: { privileged: false } };
const privilegedPod = { image: "claims:1", securityContext: { privileged: true } };

function job(containerProperties: object): object {
  return { type: "container", containerProperties: JSON.stringify(containerProperties) };
}

function nodes(...nodeRangeProperties: readonly object[]): object {
  return { type: "multinode", nodeProperties: JSON.stringify({ mainNode: 0, numNodes: 2, nodeRangeProperties }) };
}

testRule(batchJobNotPrivileged, {
  valid: [
    { name: "left out", props: job(plain) },
    { name: "off", props: job({ ...plain, privileged: false }) },
    { name: "a pod", props: { type: "container", eksProperties: { podProperties: { containers: [pod] } } } },
    { name: "nodes", props: nodes({ targetNodes: "0:1", container: plain }) },
    { name: "none", props: { type: "container" } },
  ],
  invalid: [
    { name: "privileged", props: job(privileged), finds: "containerProperties.privileged" },
    {
      name: "privileged, as an object",
      props: { type: "container", containerProperties: privileged },
      finds: "containerProperties.privileged",
    },
    {
      name: "the second container of a task",
      props: {
        type: "container",
        ecsProperties: JSON.stringify({ taskProperties: [{ containers: [plain, privileged] }] }),
      },
      finds: "ecsProperties.taskProperties[0].containers[1].privileged",
    },
    {
      name: "a pod",
      props: { type: "container", eksProperties: { podProperties: { containers: [privilegedPod] } } },
      finds: "eksProperties.podProperties.containers[0].securityContext.privileged",
    },
    {
      name: "a pod's first step",
      props: {
        type: "container",
        eksProperties: { podProperties: { containers: [pod], initContainers: [privilegedPod] } },
      },
      finds: "eksProperties.podProperties.initContainers[0].securityContext.privileged",
    },
    {
      name: "the second range of nodes",
      props: nodes({ container: plain }, { container: privileged }),
      finds: "nodeProperties.nodeRangeProperties[1].container.privileged",
    },
    {
      name: "nodes that run tasks",
      props: nodes({ ecsProperties: { taskProperties: [{ containers: [privileged] }] } }),
      finds: "nodeProperties.nodeRangeProperties[0].ecsProperties.taskProperties[0].containers[0].privileged",
    },
    {
      name: "nodes that run pods",
      props: nodes({ eksProperties: { podProperties: { containers: [privilegedPod] } } }),
      finds:
        "nodeProperties.nodeRangeProperties[0].eksProperties.podProperties.containers[0].securityContext.privileged",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:batch/jobQueue:JobQueue", props: {}, because: "other-type" },
    {
      name: "not known yet",
      props: { containerProperties: unknownString },
      because: "unknown",
      finds: "containerProperties.privileged",
    },
  ],
});

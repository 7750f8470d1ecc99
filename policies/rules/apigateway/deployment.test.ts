import { testRule } from "../../testing/rule-tester";
import { apiGwDeploymentReplacedBeforeDelete } from "./deployment";

testRule(apiGwDeploymentReplacedBeforeDelete, {
  valid: [
    { name: "left out", props: { restApi: "a1b2c3" } },
    { name: "off", props: { restApi: "a1b2c3" }, deleteBeforeReplace: false },
  ],
  invalid: [
    { name: "on", props: { restApi: "a1b2c3" }, deleteBeforeReplace: true, finds: "deleteBeforeReplace" },
    {
      name: "API",
      type: "aws:apigateway/restApi:RestApi",
      props: { name: "claims" },
      deleteBeforeReplace: true,
      finds: "deleteBeforeReplace",
    },
  ],
  notJudged: [
    {
      name: "another type",
      type: "aws:apigateway/stage:Stage",
      props: {},
      deleteBeforeReplace: true,
      because: "other-type",
    },
  ],
});

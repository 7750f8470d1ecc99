import { testRule, unknownString } from "../../testing/rule-tester";
import { sesConfigurationSetTls } from "./configuration-set";

const V2 = "aws:sesv2/configurationSet:ConfigurationSet";
const PATH = "deliveryOptions.tlsPolicy";

testRule(sesConfigurationSetTls, {
  valid: [
    { name: "required", props: { name: "reminders", deliveryOptions: { tlsPolicy: "Require" } } },
    {
      name: "required, version 2",
      type: V2,
      props: { configurationSetName: "reminders", deliveryOptions: { tlsPolicy: "REQUIRE" } },
    },
  ],
  invalid: [
    { name: "left out", props: { name: "reminders" }, finds: PATH },
    { name: "optional", props: { name: "reminders", deliveryOptions: { tlsPolicy: "Optional" } }, finds: PATH },
    { name: "left out, version 2", type: V2, props: { configurationSetName: "reminders" }, finds: PATH },
    {
      name: "optional, version 2",
      type: V2,
      props: { configurationSetName: "reminders", deliveryOptions: { tlsPolicy: "OPTIONAL" } },
      finds: PATH,
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:ses/emailIdentity:EmailIdentity", props: {}, because: "other-type" },
    {
      name: "not known yet",
      props: { deliveryOptions: { tlsPolicy: unknownString } },
      because: "unknown",
      finds: PATH,
    },
  ],
});

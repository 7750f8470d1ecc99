import { finds } from "../testing/marked";

describe("ages", () => {
  finds("of whom the sentence speaks", [
    "he is [[66]]",
    "She is [[41]] and lives alone",
    "woman of [[83]]",
    "Patient, [[71]], fell",
    "sister ([[35]]) has asthma",
    "brother [[48]] with DM",
    "mother died of MI at [[62]]",
    "DOB [[1/2/50]] ([[72]])",
  ]);
  finds("beside the sex", ["F [[58]]", "M, [[36]]", "[[39]]yoM", "[[39]]YOF", "seen today, [[7]] M."]);
  finds("of nobody", [
    "Aged 18 to 75. Recommended for ages 2 and up.",
    "smoked 30 years. 10 year history of DM. a 5 day course. 20 years ago.",
    "it is 12. GCS is 15. pain is 7. he is 5 feet tall. she is 3 days post op.",
    "Mean age 54. Screening from age 45. Under age 18 a parent signs. Risk rises after age 60.",
    "He is 2 weeks out from surgery. She is 10 weeks pregnant.",
  ]);
});

import { finds } from "../testing/marked";

describe("work", () => {
  finds(
    "an employer behind a word of work",
    [
      "She has worked at [[Brightwater Logistics]] for long.",
      "Employed by [[Tri-County Electric Cooperative]].",
      "Works part time at [[Walmart]].",
      "Works in accounts payable at [[Crane-Holloway]].",
      "Retired from [[General Motors]] with a pension.",
      "Laid off from [[Osgood Paper Company]] last year.",
      "Left his position at [[Barker, Odom and Price]] due to back pain.",
      "Her boss at [[Sims, Tate and Norris]] has been supportive.",
      "He runs [[Delgado's Auto Body]] with his brother.",
      "Nino Gelashvili, 96, [[park ranger]] at [[Titan Foods]], doing well",
    ].map((text) => text.replace("Nino Gelashvili, 96", "[[Nino Gelashvili]], [[96]]")),
  );

  finds("an employer in a field", [
    "Employer: [[Northfield Unified School District]]",
    "Workplace: [[Sun Valley Packing Co]].",
    "employer name [[pruitt, salas and cobb]]",
    "Employed: yes, [[Mercer Trucking]], full-time",
    "Occupation: [[cashier]] ([[Piggly Wiggly]])",
  ]);

  finds("an employer without capitals", [
    "she has worked at [[brightwater logistics]] since then",
    "employed by [[tri-county electric cooperative]].",
    "HE WORKS FOR [[HENDRICKS AND SONS]] NOW",
    "now working for the [[city of fresno]].",
    "he taught at [[lincoln middle school]] for 30 years.",
  ]);

  finds("a profession behind its frame", [
    "Works as an [[insurance adjuster]].",
    "Occupation: [[HVAC technician]]",
    "OCC: [[seamstress]]",
    "Occ hx: [[pipefitter]]",
    "Position: [[crane operator]]",
    "Used to be a [[jazz musician]].",
    "He is currently a [[graduate student]].",
    "He's an [[air traffic controller]].",
    "Pt is [[software developer]], sits most of the day.",
    "This pleasant [[61]] y.o. [[piano teacher]] comes in for follow up.",
    "SH: [[truck driver]], married, 2 kids.",
    "Social: married, [[accountant]], no tobacco.",
    "unemployed [[carpenter]]",
    "patient (a [[geologist]]) was hiking when",
    "find all [[beekeepers]] with gout",
  ]);

  finds("nobody's work", [
    "The nurse was notified and the physician will call back.",
    "Refer to a dermatologist and a surgeon for evaluation.",
    "Patient is a poor historian. He is a smoker and a heavy drinker.",
    "She is a good candidate for surgery. She is a carrier of the gene.",
    "Retired for the night. Position: supine.",
    "As a pharmacist-led service we adjust doses.",
    "Works well with therapy. Works at home. He works nights at a bakery.",
    "Every employee must badge in. Employees are screened at hire.",
    "Employer: none. Occupation: retired. Employer notified.",
  ]);
});

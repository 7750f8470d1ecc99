import { finds } from "../testing/marked";

describe("places", () => {
  finds("towns by what people do there", [
    "flew in from [[Lagos]] yesterday",
    "stays at a shelter in [[Camden]]",
    "staying with daughter in [[Eau Claire]]",
    "Commutes from [[Racine]] daily.",
    "patient from [[King of Prussia]]",
    "lived in [[Coeur d'Alene]] most of life",
    "moved from [[Dayton OH]]".replace("moved from", "Home:"),
    "County: [[Maricopa]]",
  ]);
  finds("no towns", [
    "pain in Left knee. Increase in Lasix. near Syncope. In Summary. in Trendelenburg. in Spanish.",
    "restrained driver in MVC. back from MRI. changed to Keppra. transferred from ED. to PT.",
  ]);
  finds("places of care by what stands around them", [
    "seen at [[Kettering Health]]",
    "followed at [[Pine Ridge Pediatrics]]",
    "admitted to [[St. Mary's]]",
    "d/c to [[Sunny Acres SNF]]",
    "resident at [[Golden Oaks]] assisted living",
    "outside hospital ([[Tanner Medical]])",
    "transferred from [[Powellstad General]]",
  ]);
  finds("no places of care", [
    "General Surgery saw him. Memorial service. The Hospital course. Home Health ordered.",
    "Transferred to Medical Oncology. Admitted to Cardiac ICU. Transfer to Neuro Stepdown.",
    "Emergency Department. Skilled Nursing Facility. Urgent Care visit. Assisted Living.",
  ]);
});

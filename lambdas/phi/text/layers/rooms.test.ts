import { finds } from "../testing/marked";

describe("rooms", () => {
  finds("a head and its number", [
    "[[ED Bay 4]] pt c/o chest pain",
    "now in [[MICU bed 9]]",
    "[[NICU pod C, bed 4]]",
    "assigned to [[L&D 6]]",
    "taken to [[OR #3]]",
    "[[Room 12 Bed B]]",
    "Loc [[T5-512-1]]".replace("Loc ", "Loc: "),
    "Patient in [[ed room 14]] now, resting",
    "[[Exam room 3]]: ready for provider",
  ]);
  finds("a floor and a wing", [
    "Admitted to [[4 West, bed 12]].",
    "Floor: [[8 East]]",
    "Loc: [[7N 718-A]]",
    "[[5E-22]] requesting ice",
    "seen in [[4B - 312]] this morning",
    "nursing station [[5 West]]",
  ]);
  finds("no room", [
    "Keep bed in low position. Bed rest for 2 days. Bed 30 degrees.",
    "Floor exercises 2 sets. Room temperature 21. Room air 97%.",
    "Give 2 units PRBC. 1 unit given. Unit 1 of 2.",
    "ICU 3 days, then floor. Station 2 mm. ED 3 hours. OR 2.5 (1.2-4.1).",
    "Ortho: POD 1 L TKA. Imaging 7a-7p, pharmacy 8a-8p.",
    "PT OR OT 5 times weekly, 5 beds, 3 nurses",
  ]);
});

import { servePack } from "../../server/analyzer";
import { hipaaPack } from "./pack";

servePack(hipaaPack);

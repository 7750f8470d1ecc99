import { words } from "./people";

/** Languages, peoples and faiths, insurers, makers of laboratories' machines and scales, which forms and reports hold with a capital: no names of people. */
export const NO_PERSONS = words(`
  tagalog mandarin cantonese hmong urdu hindi punjabi farsi dari pashto somali amharic tigrinya swahili yoruba igbo hausa twi wolof zulu xhosa creole portuguese
  ukrainian vietnamese khmer burmese nepali bengali gujarati marathi telugu kannada malayalam sinhala kurdish armenian albanian bosnian croatian serbian bulgarian
  romanian hungarian slovak czech latvian lithuanian estonian icelandic flemish yiddish hebrew mixteco quechua nahuatl navajo cherokee
  muslim jewish hindu buddhist sikh mormon jehovah jehovahs quaker amish mennonite unitarian wiccan pagan
  latino latina latinx alaskan hawaiian samoan filipino filipina haitian cuban mexican rican guamanian chamorro tongan fijian micronesian marshallese
  cambodian laotian pakistani bangladeshi egyptian lebanese syrian iraqi iranian afghan turkish greek irish israeli palestinian jordanian yemeni
  nigerian ghanaian kenyan ethiopian eritrean sudanese congolese liberian guatemalan honduran salvadoran nicaraguan colombian venezuelan ecuadorian peruvian brazilian dominican jamaican
  humana cigna aetna bcbs centene ambetter optum carelon evicore caremark wellcare careplus multiplan
  roche cobas sysmex vitros advia immulite genexpert filmarray biofire vitek bactec maldi
  bdi bai bprs cssrs madrs hamd hama phq moca mmse ymrs dast audit sads panss whodas gaf cgi zung bayley wechsler wais wisc wppsi stroop conners ados slums
  desmin vimentin chromogranin synaptophysin calretinin mammaglobin napsin cyclin gomori mucicarmine alcian trichrome melan egfr kras braf msi
  bun mag phos gluc alb ast alt ferr fol lact crea trig hgba micu
  dni dnr polst molst daw qty freq ref udi dod dme dexa mammo fluoro emg ipv hib ppsv menb rota zoster doxy azithro vanc gaba prelim recut ilf alf sux vit alpha
`);

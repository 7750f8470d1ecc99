import { words } from "./people";

/** Brand and generic names of drugs that their endings don't give away (see `DRUG_ENDING`). */
export const DRUGS = words(`
  abilify accutane aciphex actonel actos adalat adderall advair advil afrin albuterol aldactone aldara aleve allegra alli alprazolam altace amaryl ambien
  amiodarone amitriptyline amlodipine amoxil amoxicillin anoro apixaban aricept arimidex armour aspirin asa atarax ativan atropine atrovent augmentin avandia avapro
  avastin avelox azulfidine bactrim bactroban baclofen benadryl benicar bentyl betadine biaxin boniva botox breo brilinta bumex buspar buspirone bydureon
  byetta bystolic calan calcitriol carafate cardizem cardura carvedilol catapres ceftin celebrex celexa cellcept chantix cialis cipro citalopram claritin
  cleocin clonidine clopidogrel clozaril codeine cogentin colace colchicine combivent compazine concerta coreg coumadin cozaar creon crestor cymbalta
  cytomel cytotec cytoxan daypro decadron deltasone demerol depakote depo desyrel detrol dexamethasone dexilant diamox diflucan digoxin dilantin
  dilaudid diltiazem diovan ditropan dolophine doxepin dramamine duoneb duragesic dulera ecotrin effexor elavil eliquis enbrel enoxaparin entresto
  epinephrine epipen epogen ergocalciferol estrace evista exelon ezetimibe famotidine farxiga feldene femara fentanyl ferrous fiorinal flagyl
  flexeril flomax flonase flovent fluoxetine focalin folate folic fosamax furosemide gabapentin gemfibrozil geodon gleevec glipizide glucophage glucotrol
  glyburide haldol haloperidol heparin herceptin humalog humira humulin hydralazine hydrochlorothiazide hctz hydrocodone hydrocortisone hytrin hyzaar
  ibuprofen imdur imitrex imodium imuran inderal insulin integrilin invega invokana isordil januvia jardiance kayexalate keflex kenalog keppra ketorolac klonopin
  klor konsyl lactulose lamictal lamotrigine lanoxin lantus lasix latuda levaquin levemir levetiracetam levitra levothyroxine levoxyl lexapro lidocaine
  lidoderm linzess lipitor lithium lomotil lopressor lorazepam losartan lotensin lotrel lovenox lunesta lupron luvox lyrica macrobid maalox maxalt maxzide medrol
  metformin meclizine melatonin mestinon methadone methotrexate methylphenidate metoclopramide mevacor micardis microzide midodrine minipress miralax mirapex mirtazapine mobic
  morphine motrin mucinex mucomyst naloxone naltrexone namenda naprosyn naproxen narcan nasacort nasonex neulasta neupogen neurontin nexium niaspan nitro nitroglycerin
  nitrostat norco normodyne norvasc novolin novolog nucynta nystatin olanzapine omeprazole ondansetron oxybutynin oxycodone oxycontin ozempic pacerone
  pamelor paracetamol acetaminophen parlodel paxil pepcid percocet periactin phenergan phenobarbital phenytoin plaquenil plavix pletal potassium pradaxa
  prandin pravachol precedex prednisone prednisolone premarin prevacid prilosec prinivil proair procardia prograf prolia promethazine propofol proscar protonix
  proventil provigil prozac pulmicort pyridium quetiapine qvar reglan relafen relpax remeron remicade renvela requip restasis restoril revatio rheumatrex risperdal
  ritalin rituxan robaxin robitussin rocephin roxicodone rybelsus rythmol sandimmune senna senokot septra serevent seroquel sertraline simvastatin sinemet
  singulair skelaxin soma spiriva spironolactone strattera suboxone subutex sudafed symbicort synthroid tagamet tamiflu tamsulosin tapazole tegretol
  tekturna tenormin tessalon tiazac timoptic tizanidine tobradex topamax toprol toradol tradjenta tramadol trazodone trental trelegy tricor trileptal trulicity tylenol
  ultram unasyn uroxatral valium valtrex vancomycin vanco vantin vasotec ventolin verapamil versed vesicare viagra vibramycin vicodin victoza vistaril vitamin voltaren
  vytorin vyvanse warfarin wegovy wellbutrin xalatan xanax xarelto xeljanz xopenex xyzal yasmin zanaflex zantac zaroxolyn zebeta zestoretic zestril zetia ziac
  zithromax zocor zofran zolpidem zoloft zomig zosyn zovirax zyban zyloprim zyprexa zyrtec zyvox mounjaro skyrizi stelara taltz otezla dupixent cosentyx
  keytruda opdivo tecentriq ibrance revlimid velcade pomalyst imbruvica tagrisso lynparza xtandi zytiga kisqali verzenio eylea lucentis biktarvy
  descovy truvada genvoya triumeq epclusa mavyret harvoni paxlovid remdesivir molnupiravir evusheld bamlanivimab prolensa combigan lumigan vraylar rexulti
  angeliq activella prempro premphro climara vivelle estring vagifem divigel femhrt jinteli mimvey ortho evra xulane nuvaring kyleena skyla paragard nexplanon depoprovera provera
  tygacil teflaro maxipime fortaz azactam primaxin merrem invanz cubicin zyvoxid synercid bicillin pfizerpen augmentine omnicef suprax cedax duricef spectracef dificid xifaxan alinia stromectol
  biltricide vermox albenza malarone lariam coartem daraprim mepron nebupent diflucan noxafil cresemba vfend eraxis cancidas mycamine abelcet ambisome
  epivir ziagen viread retrovir isentress tivicay prezista reyataz norvir kaletra edurant intelence selzentry complera stribild symtuza dovato juluca cabenuva odefsey
  lotrimin lamisil nizoral tinactin elidel protopic temovate diprolene lidex synalar cloderm westcort desowen locoid elocon psorcon differin tazorac finacea metrogel soolantra
  levophed neosynephrine vasostrict giapreza nimbex zemuron anectine amidate ketalar brevital diprivan duramorph exparel marcaine naropin sensorcaine carbocaine xylocaine ofirmev toradal
  natrecor primacor dobutrex nitropress cleviprex cardene corlopam brevibloc corvert tikosyn multaq betapace norpace tambocor ranexa corlanor verquvo kerendia inpefa
  tresiba toujeo basaglar admelog apidra fiasp lyumjev afrezza symlin invokamet synjardy xigduo glyxambi trijardy steglatro rezvoglar semglee myxredlin zepbound saxenda contrave qsymia
  nesina onglyza kombiglyze jentadueto actoplus duetact starlix precose glyset cycloset korlym signifor somatuline sandostatin somavert genotropin norditropin humatrope
  rinvoq olumiant simponi cimzia actemra kevzara ilaris arcalyst benlysta saphnelo lupkynis krystexxa uloric mitigare zurampic otrexup rasuvo arava azasan cellcept myfortic rapamune zortress nulojix
  fetzima pristiq viibryd trintellix auvelity emsam nardil parnate marplan remeron desyrel oleptro silenor belsomra dayvigo rozerem hetlioz halcion intermezzo
  caplyta fanapt saphris zyprexa symbyax aristada uzedy perseris clozapine fazaclo loxapine orap navane moban mellaril thorazine stelazine trilafon prolixin
  strattera intuniv kapvay qelbree mydayis evekeo zenzedi dexedrine daytrana quillivant cotempla azstarys sunosi wakix xyrem xywav nuvigil
  briviact xcopri fycompa vimpat banzel onfi sabril felbatol gabitril zonegran aptiom epidiolex diacomit fintepla cerebyx mysoline celontin zarontin
  azilect xadago comtan stalevo tasmar neupro apokyn gocovri osmolex nourianz ongentys rytary duopa inbrija namzaric razadyne aduhelm leqembi kisunla
  dulcolax colace metamucil citrucel fibercon benefiber golytely nulytely moviprep suprep miralax amitiza trulance motegrity relistor movantik symproic viberzi lotronex
  pepto maalox mylanta tums rolaids gaviscon carafate cytotec reglan motilium zofran anzemet aloxi emend varubi akynzeo marinol cesamet transderm
  afrin sudafed claritin zyrtec allegra xyzal clarinex astelin patanase dymista rhinocort omnaris qnasl zetonna tessalon delsym robitussin mucinex
  arnuity alvesco asmanex aerospan anoro bevespi stiolto utibron duaklir tudorza incruse seebri lonhala yupelri perforomist brovana daliresp xolair nucala fasenra tezspire cinqair
  eylea vabysmo beovu ozurdex iluvien xiidra restasis cequa pataday zaditor alphagan azopt trusopt cosopt simbrinza rhopressa rocklatan vyzulta zioptan izba
  dexcom libre freestyle omnipod medtronic accuchek onetouch
  similac enfamil nutramigen alimentum neocate elecare pregestimil pediasure glucerna nepro jevity osmolite peptamen novasource twocal
  aquacel mepilex allevyn duoderm tegaderm santyl silvadene medihoney hydrofera xeroform adaptic kerlix coban telfa curad hibiclens betadine chloraprep dermabond steristrips
  vicryl monocryl prolene ethilon pds stratafix vloc surgicel gelfoam floseal evicel tisseel seprafilm
  pfizer moderna novavax comirnaty spikevax shingrix zostavax gardasil cervarix prevnar pneumovax boostrix adacel pediarix pentacel vaxelis rotateq rotarix menactra menveo bexsero trumenba
  astrazeneca novartis sanofi glaxosmithkline gsk genentech amgen regeneron biogen teva mylan viatris abbvie boehringer ingelheim nordisk respironics
  healthineers fujifilm hologic lexicomp uptodate micromedex epocrates dynamed medscape statpearls lippincott
  havrix vaqta engerix recombivax heplisav twinrix fluzone flublok flucelvax fluad flumist afluria imovax rabavert typhim vivotif ixiaro
  ingrezza austedo nuplazid nuedexta radicava spinraza ocrevus tysabri aubagio gilenya tecfidera copaxone avonex rebif emgality aimovig ajovy nurtec ubrelvy
`);

/** Endings of generic names (stems of the United States Adopted Names), of diseases and of procedures. */
export const DRUG_ENDING =
  /.{2}(?:afil|amab|amine|arabine|arin|artan|azepam|azole|azoline|azine|barbital|bactam|caine|ciclib|cillin|cycline|dipine|dronate|dronic|fibrate|floxacin|gliptin|gliflozin|glitazone|glutide|grel|idine|imab|inib|iptan|itide|ixaban|lukast|mab|micin|mycin|nacin|nib|olol|olone|oxacin|oxetine|parin|peridol|peridone|phylline|prazole|pril|prim|profen|quine|quin|ridone|rubicin|sartan|semide|setron|statin|sone|sulfa|tadine|terol|thiazide|tidine|tinib|triptan|triptyline|tyline|umab|vaptan|vastatin|vir|xaban|ximab|zepam|zide|zine|zodone|zolam|zolamide|zosin|zumab)$/;

export const MEDICAL_ENDING =
  /.{2}(?:algia|asthenia|blast|cele|cytosis|cyte|cytes|cytic|ectasia|ectomy|edema|emesis|emia|emic|esthesia|gram|graphy|iasis|itis|itic|lysis|lytic|malacia|megaly|oma|omas|opathy|opathic|openia|ophagia|ophilia|opia|osis|oses|otic|ostomy|otomy|paresis|pathy|penia|phagia|phasia|philia|plasia|plasty|plegia|plegic|pnea|poiesis|ptosis|ptysis|rrhage|rrhagia|rrhaphy|rrhea|rrhoea|sclerosis|scopic|scopy|spasm|stenosis|stomy|tomy|toxic|trophic|trophy|uresis|uria|uric|cardia|cardial|phobia|mania|genic|genesis|ation|ology|ological|ologic|icular|ular|aceous|iform|oid|ase|ases)$/;

/** Brands that are given names besides: a number behind one makes it a dose. Contraceptives above all. */
export const BRANDS_THAT_ARE_NAMES: ReadonlySet<string> = new Set(
  words(`
  camila estelle yasmin jolivette errin heather nora lyza deblitane sharobel incassia tulana apri aviane ashlyna amethia ayuna chloe
  charlotte cyred daysee emoquette enskyce falmina hailey iclevia isibloom jasmiel jolessa juleber juliet junel kalliga kariva kelnor
  kurvelo larin larissia lena lessina levora lillow lutera marlissa mili minastrin nikki nortrel nylia ocella orsythia philith pimtrea
  portia reclipsen rivelsa setlakin simliya simpesse sprintec sronyx syeda tarina tilia tydemy velivet vienva viorele vyfemla wera
  zarah zenchent zovia ella natazia mirena skyla kyleena allegra tiana lupita alora estrella evamist
`),
);

/** Names in use that the packages lack or do not tell apart. Written for this project from what is common knowledge. */
const split = (list: string): readonly string[] => list.trim().split(/\s+/);

/** Short and pet forms of given names. */
export const SHORT_GIVEN = split(`
  abby abe addie aggie al alex alf alfie allie ally andy angie annie archie arnie artie ash barb barbie bart bea becca becky bella ben benny bernie
  bert bertie bess bessie beth betsy bettie betty bev billie billy bob bobbie bobby brad bram bri bud buddy cal callie cam candy carrie cass cassie
  cath cathy charlie chaz chet chris chrissy chuck cindy clem cliff connie curt cyndi dan danny dave davey deb debbie debra dee della denny des dex
  di dick dickie dolly dom don donnie donny dora dory dot dottie doug drea ed eddie edie effie ellie elsie em emmie ernie essie ev evie fan fanny
  fay fin flo flora florrie fran frankie fred freddie freddy gabby gabe gene geoff georgie gerry gert gertie ginny glen greg gregg greta gus gwen
  hal hank hattie hetty howie ike issy izzy jackie jake jan janie jem jen jenna jennie jenny jeri jerry jess jessie jim jimmie jimmy jo jodi jodie jody
  joe joey johnnie johnny jon josh josie jude judy jules kat kate kathie kathy katie kay kaz kelli ken kenny kim kimmy kit kitty kris kristi lanny
  larry lenny leo les lettie lew lex lexi libby lil lillie linda lindy lisa liv liz liza lizzie lola lon lonnie lora lori lottie lou louie lu lucy lulu
  lynn mabel mackenzie maddie madge mae mag maggie mal mamie mandy manny marge margie margo marty mary mat matt mattie maud max meg mel mick mickey
  midge mike mikey millie milt mimi mina mindy minnie missy mitch moe mollie molly monty morrie mort nan nancy nat nate ned nell nellie nettie nick nicky
  nina nonie nora norm ollie oz ozzie paddy pam patsy patti patty peg peggy penny pete phil polly pru prue quinn rafe ralph randi randy ray reggie rex
  rich richie rick ricky rita rob robbie robby rod roddy roger ron ronnie rory rosie roxy roy rudy russ rusty ruthie sadie sal sally sam sammy sandi sandy
  scotty shari sherri sherry shirl sid sissy sonny stacy stan steph steve stevie stew stu sue susie suzy tad tammy ted teddy teri terri terry tess
  tessie theo tilly tim timmy tina toby tom tommie tommy toni tony tori tracy tricia trina trish trixie trudy tru val vera vi vic vicki vicky vin vince
  vinnie viv wally walt wes whit willie willy win winnie zach zack zeke
`);

/** Given names that are plain words besides. */
export const WORD_GIVEN = split(`
  amber angel april art ash august autumn basil bill bliss blossom bonny bright buck candy carol cash chance charity charm chase chastity cherish cherry
  chip christian clay cliff colt constance coral cricket crystal daisy dale dawn dean destiny diamond dick dolly dove drew duke dusty earl ebony eden
  ember essence eternity eve faith fern flora forest frank gay gene genesis ginger glen glory goldie grace grant guy harmony hazel heath heather heaven
  heavenly holly honey honor hope hunter iris ivory ivy jack jade jasmine jasper jewel jimmy journey joy judge june justice king lacy lance lane laurel
  legend liberty lily love lyric mark marina mason max may melody mercy miles misty modesty myrtle noble norm olive opal pansy passion patience patsy
  pearl pepper pet piper poppy precious prince princess promise prudence rain ransom raven ray reed reef rich ridge river rob robin rock rocky rod rose
  rosemary royal ruby rusty sage sandy saint savanna scarlet serenity shelly sierra sky sonny star stark stella stone storm sue summer sunny sunshine
  temple terry tiger trinity tripp trooper trust unique violet wade ward will willow wing winter wren
`);

/** Family names that are plain words besides. */
export const WORD_FAMILY = split(`
  abbey abbot alder apple archer armor ash badger bacon baker ball banks bar barber barker barn baron barrow bass battle baxter beach bean bear beard beck
  bee beer bell bench berry best bible bird bishop black blackwell blade blank blood bloom blue boggs bolt bond bone bones book booth boss bow bowman box boyd
  brain branch brand brave bread breed brick bridge bridges briggs bright brook brooks broom brown bruce buck bull burden burn burns bush butcher butler
  butter butts buzz cage cain camp cane cannon canter cape card care carpenter carrier carter carver case cash castle cave chain chair chambers chance
  chandler chaplain chapman chase cheek chew childers church clark clay cline close cloud coats cobb cole collier combs cook cooper corn cotton couch counts
  court cousins cox craft crane craven cross crow crown crouch cruise cummings curry cutter daily dale dance daniels darling dash daughtry dawn day deal dean
  death deer dell diamond dike dill dish dix dock dodge dollar door dove down drake draper driver duck duke dye eagle early east eaton edge english fair faith
  falls farm farmer farrow fast faulk favors fear ferry field fields finch fine fish fisher flag fleet fletcher flint flood flowers fly foot ford fortune foster
  fountain fowler fox fraction frank free freed freeman freeze french friend frost fry fryer fuller furlong gage gallant gamble game gardener gates gentle gentry german
  gill glass glover goforth gold golden good goodman goods goose gore gowns grace grass graves gray grease green grey grief grimes grove guess gulley
  gunn hail hair hale hall hammer hand hands handy hanks hard hardy harm harp harper hart haven hawk hawks hayes head heard hearn heart heath hedge held helms herd hide
  high hill hills hinds hitch hobbs hogg holiday holland holly holmes hood hook hooks hope hopper horn horne horse house huff hull hunt hunter huss ice
  ivory ivy jewel jolly jordan joy judge june just justice keen keep key keys king kitchen knee knight knock knot knowles lake lamb lance land lane large last
  lawless leach leaf lemon lent light lilly lily line link lion little lively lock locke long lord loss lott louder love low lucas luck lung lynch mace majors malady
  mann march mark marks marsh marshall mason mast mayer mayor mead means melon mercer merry miles mill miller mills mind miner minor mock money monk moon moody more
  moss mountain mouse mouth music nail nash nations neal neat noble noon north nurse nutt oak oakes outlaw overall page paige paine painter palmer pardon park
  parker parks parrot parsons partridge parson past pate payne peace peacock pearl pease peck penny pepper perfect pickle pierce pike piper pitt pitts place plant
  plummer pointer poland pole pool poole poor pope porter post pots potter pound powder power powers pratt presser price pride priest prime prince prior proctor profit
  purple quick quill rain rake ramp ranch ransom rash ray read reason rector redd reed reeves rest rice rich ridge ring rivers roach roads robin rock rocks roe
  rogers rolls roof rook root rose rover row royal rule rush sadler sage sailor salmon salt sample sanders sands savage sawyer saylor school scales seal sears self sells
  senior service settle sharp sharpe shaver shears sheets shell shepherd shields shine ship shipp shirt shoemaker shook short shots silver simmer singer singletary sink skinner slack
  slate sledge small smart smiley smith smoker snipes snow sorrow south sparks sparrow speaker spear speed spence spencer spicer spring springer square squires stable stack staff stain
  stall stamp standing star stark starr start steel steele sterling stern steward stiles still stock stocks stokes stone story stout street strange street strong style suggs summer
  summers swan swann swain sweat sweet swift table tanner tate taylor teal temple thrasher tide tiller tillman toler tower towns trail travers trees trip trout true tucker turner twigg
  tyler underwood upright usher vale valentine vest vice vickers wade wagoner walker wall waller walls walls ward ware warner waters watts way weaver webb weeks welch wells west wheat wheeler white
  whitehead whiting wick wild wilder wildes winds wing winter winters wise wolf wolfe wood woods woody word work workman worth wren wright yard yates york young
`);

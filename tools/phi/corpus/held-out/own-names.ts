import type { OwnNames } from "../values";

/** Names of the cultures that the tuning half has too: none of them is one of its own. Written for this half. */
export const OWN_NAMES: OwnNames = {
  words: [
    "Bonnie Brandy Cherish Clover Coral Dove Fern Gay Hazel Heather Holly Honey Ivory Jade Lark Laurel Liberty Mabel Merry Myrtle Penny Poppy Robin Rosemary Sage Scarlett Serenity Sierra Sunshine Trinity Velvet Willow Winter Wren",
    "Ace Ash Bear Brick Buck Buddy Chip Christian Chuck Dash Forrest Gunner Happy Hardy Heath Junior King Lane Link Max Noble Pat Prince Ransom Rex River Rock Rocky Skip Sonny Stew Tad Trace Tuck Wiley Woody",
    "Ball Barber Best Bird Bond Booth Bowman Buck Bull Burns Cash Close Cross Curry Drake Drummer English Fox French Gold Goode Grubb Hardy Harper Hart Hawk Holiday Horn Jolly Kidd Lamb Lawless Lightfoot Locke March May Miner Nail Nickel Park Penny Plumb Post Price Rains Roach Rush Sage Salmon Self Sellers Shade Speed Spears Starr Steel Tiller Toy Trout Valentine Ward Wall Waddle Weeks West Workman Worth Babcock Boyd Charcot Cooper Dix Gleason Gower Kernig Morton Osler Potter Ross Turner Whipple Alport Sweet Pick Sever Clark",
  ],
  chinese: [
    "Meifang Xiulan Yaqin Shufen Lanying Ruiling Yingying Haiyan Xuemei Peishan Qinghua Ailing",
    "Jianping Zhiming Wenbin Guangyao Changming Hongwei Liangyu Xianzhong Yuchen Zemin Qingshan Baoguo",
    "Feng Cheng Cao Wei Jin Pan Du Dai Xia Zhong Tian Ren Fan Fang Shi Yao Liao Zou Meng Bai Duan Lei Gong Tao Zhuge Shangguan",
  ],
  korean: [
    "Hyun-ah Soo-yeon Bo-kyung Ga-young Eun-sook Jeong-hwa Yeon-hee Ha-neul Sae-rom Min-seo",
    "Chang-min Dong-wook Gi-tae Il-sung Jin-woo Kyu-hyun Myung-soo Tae-hyun Won-bin Yong-jae",
    "Jeon Cha Chung Baek Heo Koo Min Sohn Yeo Pyo Bang Byun Chae Gil Jegal Namgung Woo Yang-Kim",
  ],
  japanese: [
    "Ayumi Chiaki Eriko Haruna Itsuki Junko Kumiko Masako Natsuko Reiko Shizue Yoko",
    "Akira Daisuke Eiji Fumio Hideki Jiro Kenichi Masaru Naoki Ryuji Tadashi Yoshio",
    "Aoki Endo Fukuda Hasegawa Imai Kaneko Kikuchi Maeda Miyazaki Nagano Ogawa Ono Sakamoto Takeuchi Ueda Wada Yokoyama Kondo Sugiyama Hirayama",
  ],
  arabic: [
    "Asma Basma Dina Farida Ghada Hala Iman Jamila Lubna Maha Nadia Sawsan Thuraya Zahra",
    "Adnan Bassam Fadi Ghassan Haitham Imad Jawad Khaldoun Majid Nizar Qais Raed Saad Taher Wael Yasir",
    "Al-Amin Al-Masri Aziz Barakat Dajani Fayed Habib Ibrahimi Kanaan Maalouf Nimer Odeh Qureshi Rizk Sabbagh Shehadeh Touma Wehbe Yacoub Zaher El-Khatib Abu-Ghazaleh",
  ],
  persian: [
    "Afsaneh Bahar Elham Farzaneh Ladan Mahnaz Negar Pari Simin Yalda",
    "Amir Bijan Ebrahim Firouz Hooshang Jamshid Kamran Manouchehr Ramin Shahram",
    "Abbasi Bahrami Danesh Ebrahimi Fazeli Golzar Heydari Kazemi Mohammadi Nouri Rostami Sadeghi Taheri Yazdani Zarei",
  ],
  punjabi: [
    "Amanpreet Charanjit Davinder Inderjit Jasleen Kirandeep Mandeep Paramjit Ramandeep Sarabjit",
    "Avtar Bhupinder Dilbagh Gurmeet Harbhajan Iqbal Jasvir Mohinder Palwinder Satnam",
    "Atwal Bains Cheema Deol Ghuman Hundal Kahlon Khaira Nagra Pannu Rai Sekhon Thind Uppal",
  ],
  tamil: [
    "Amudha Bhuvaneshwari Chitra Deepalakshmi Gomathi Indumathi Jayanthi Malarvizhi Nithya Selvi",
    "Anbazhagan Dhanasekar Ezhilan Ilango Jeyaraj Kumaran Manickam Palani Saravanan Vetrivel",
    "Chelliah Gnanasekaran Kandasamy Muthuswamy Nagarajan Parthasarathy Ramalingam Sankaranarayanan Thiagarajan Velayutham Viswanathan Yogaratnam",
  ],
  gujarati: [
    "Alpa Bijal Chetna Daksha Foram Hina Ila Janki Kokila Nayana",
    "Amrish Bharat Devang Gaurang Harshad Jayesh Kaushik Manoj Pratik Umesh",
    "Acharya Barot Chauhan Dalal Gajjar Jadeja Kapadia Lakhani Makwana Nayak Panchal Rathod Sheth Zaveri",
  ],
  bengali: [
    "Aparna Barnali Chandrima Dolon Jharna Kakoli Mithila Nazma Rokeya Shampa",
    "Amitava Bikash Dipankar Gautam Joydeep Kamrul Monirul Nirmal Swapan Tapas",
    "Bagchi Biswas Das-Gupta Ghoshal Guha Haldar Kundu Lahiri Maitra Nandy Roychowdhury Sarkar Siddique Akhter",
  ],
  filipino: [
    "Amihan Bituin Cristeta Divina Erlinda Florencia Hiyas Jovelyn Marites Perlita",
    "Alejandro Bayani Crispin Dante Eduardo Gregorio Isagani Leandro Nestor Virgilio",
    "Abad Baluyot Cabrera Dagohoy Encarnacion Gatchalian Ilagan Laurel Macapagal Natividad Pascual Quizon Sumulong Yumul",
  ],
  hmong: [
    "Ab Dia Foua Houa Ka Maiv Nkauj See",
    "Blia Fue Ger Koua Leng Neng Teeb Wa",
    "Chang Fang Hawj Khab Lis Pha Tsab Xyooj Yaj Vwj",
  ],
  ethiopian: [
    "Abeba Birtukan Eden Freweini Hiwot Kidist Mahlet Rahel",
    "Amanuel Biniam Daniel-Tesfa Ermias Fikru Henok Mulugeta Yared",
    "Asfaw Berhane Demissie Eshetu Fantaye Habte Kassa Lakew Mekonnen Shiferaw Tilahun Woldemichael",
  ],
  somali: [
    "Amina Bilan Canab Faiza Hawo Idil Khadra Nimco",
    "Axmed Bashiir Cali Daahir Geedi Ismaaciil Keynaan Yuusuf",
    "Abshir Barre Dirie Elmi Gelle Hashi Kahin Mire Omaar Shire Yare",
  ],
  hawaiian: [
    "Anela Haunani Kehaulani Lokelani Mapuana Nohea Puanani Wailani",
    "Alika Hoku Kainoa Keoni Lono Makana Pono Kahiau",
    "Ahuna Hookano Kaaihue Kaleikini Kamakau Kaniho Keliikoa Makekau Nahinu Paakaula Waiwaiole Tupou",
  ],
  navajo: [
    "Ashkii-Bah Dibe Haloke Kai Manaba Ooljee",
    "Ashkii Chaska Hashkeh Klah Notah Tse",
    "Bahe Cly Dineyazhe Francisco-Nez Hoskie Lapahie Manuelito Peshlakai Silversmith Tohee Yellowhair Zah",
  ],
  russian: [
    "Alla Darya Elvira Faina Inna Larisa Margarita Raisa Taisia Valentina",
    "Arkady Bogdan Evgeni Fyodor Grigory Kirill Leonid Matvei Ruslan Yuri",
    "Antonov Belyaeva Chernov Dmitrieva Gavrilov Ignatenko Kravchenko Lysenko Medvedev Nikitina Orlov Popova Romanenko Stepanov Yakovleva Zhukov",
  ],
  greek: [
    "Anthoula Evangelia Fotini Georgia Konstantina Marianthi Ourania Sotiria",
    "Anastasios Charalambos Evangelos Fotis Ioannis Lefteris Nikolaos Vasilis",
    "Alexopoulos Christodoulou Dimopoulos Fotopoulos Galanis Ioannidis Kalogeropoulos Lambros Makris Petrakis Samaras Tsakiris",
  ],
  armenian: [
    "Araksi Hripsime Karine Mariam-Ani Satenik Varduhi",
    "Aram Gevorg Hrant Karen-Vahe Narek Vahan",
    "Abrahamyan Babayan Danielyan Galstyan Khachatryan Mkrtchyan Nazarian Simonyan Ter-Petrosian Vardanian",
  ],
  hebrew: [
    "Ayelet Batsheva Efrat Hadassah Liora Miriam Nechama Sarit",
    "Amos Binyamin Chaim Ephraim Gershon Itamar Naftali Yehuda",
    "Abramowitz Birnbaum Dayan Edelstein Feldman Ginsburg Horowitz Kirschenbaum Mandelbaum Peretz Rabinovich Sternberg Ben-Ami Bar-On",
  ],
  irish: [
    "Ailbhe Brigid Ciara Dervla Eimear Fionnuala Nuala Una",
    "Brendan Colm Donnacha Eamon Fearghal Lorcan Niall Seamus",
    "O'Brien O'Hara O'Keeffe O'Malley O'Neill McGrath McNulty McLoughlin Kavanagh Donnelly Brosnan Cusack Dunleavy",
  ],
  scottish: [
    "Beathag Deirdre Flora Iona Kirsty Marsaili",
    "Archibald Duncan Finlay Iain Murdo Ruaridh",
    "MacAulay MacDougall MacInnes MacTavish McPherson McWhirter Cunningham Dalrymple Galbraith Kinnaird Lockhart Sutherland",
  ],
  african_american: [
    "Ashanti Chantel Denisha Kiara LaShonda Myeisha Quanisha Raven Tamia Yolanda",
    "Antwan Cordell Demetrius Jaquan Kendrick LeBron Rashad Travon Tyquan Zaire",
    "Bolden Cheatham Dandridge Ealy Fuqua Gholston Hairston Kearse McAdoo Pinkney Rucker Stovall Tolliver Witherspoon",
  ],
  haitian: [
    "Carline Edwidge Ginette Lourdes-Marie Mireille Rose-Andree",
    "Anel Dieuseul Fritz Jacquelin Jean-Robert Wisly",
    "Augustin Bien-Aime Charles-Pierre Delva Exantus Fleurimond Jean-Louis Lamour Noel Sainvil Valcin",
  ],
  thai: [
    "Apinya Benjawan Duangjai Jintana Malee Pimchanok Supaporn Yupin",
    "Apichart Chaiwat Decha Narong Pongsak Surachai Thanawat Wirat",
    "Anuwat Buranasiri Chantarasakul Jirawat Kittipong Mongkolchai Panyawong Sukhumvit Techasiri Vongvipanond",
  ],
  khmer_lao: [
    "Bouavanh Chenda Davy Kunthea Phouvieng Sreypov",
    "Bounthavy Chamroeun Kosal Phoumy Samnang Vilay",
    "Bounyavong Chanthavong Douangphachanh Keomany Meas Ouk Phimmasone Sengsavang Tep Vongphachanh",
  ],
  portuguese: [
    "Adelaide Benedita Celeste Fernanda Ivone Teresinha",
    "Adriano Bernardo Caetano Fausto Leonel Rogerio",
    "de-Almeida do-Carmo Azevedo Barbosa Cardoso Esteves Fonseca Lourenco Machado Quintela Rebelo Simoes",
  ],
  tongan_maori: [
    "Huia Kahurangi Lupe Makareta Ofa Waimarie",
    "Hone Kepu Maui Paora Siaosi Viliami",
    "Fonua Hohepa Kaufusi Lolohea Mahuta Ngaata Piutau Tawhiri Uasike Whaanga",
  ],
  igbo_akan: [
    "Adwoa Amarachi Chidinma Esi Nkechi Obiageli",
    "Azubuike Chidi Fiifi Kojo Nnamdi Uchenna",
    "Agyeman Anyanwu Appiah Chukwu Darko Ezenwa Ibekwe Nnadi Ofori Opoku Quartey Umeh",
  ],
  georgian: [
    "Dali Eteri Lela Maka Tinatin",
    "Avtandil Davit Gocha Mamuka Shota",
    "Abashidze Chkheidze Dolidze Gogoladze Khvichia Meladze Nozadze Shengelia Tabatadze",
  ],
};

/** Grain and beans, kimchi and side dishes, sauces, oil and spices, noodles, canned food, tea. */
export const groceries = `
sku  | ko              | en                          | producer       |     price | stock | sells | picture
G001 | 쌀              | Rice                        | 너른벌농장     |  5,200/kg | 900kg |   920 | sack ivory forest wheat
G002 | 찹쌀            | Glutinous rice              | 너른벌농장     |  6,800/kg | 180kg |   280 | bowl white violet
G003 | 현미            | Brown rice                  | 너른벌농장     |  5,600/kg | 120kg |   190 | bowl beige green
G004 | 보리쌀          | Barley                      | 너른벌농장     |  3,900/kg | 140kg |   175 | bowl ivory camel
G005 | 좁쌀            | Millet                      | 너른벌농장     |  4,600/kg |  90kg |   122 | bowl yellow brown
G006 | 수수            | Sorghum                     | 너른벌농장     |  4,100/kg |  60kg |    66 | bowl wine beige
G007 | 콩              | Soybeans                    | 너른벌농장     |  5,800/kg | 200kg |   258 | beans gold
G008 | 검정콩          | Black beans                 | 너른벌농장     |  7,200/kg |  70kg |   144 | beans black
G009 | 팥              | Red beans                   | 너른벌농장     |  8,400/kg |  65kg |   150 | beans wine
G010 | 녹두            | Mung beans                  | 너른벌농장     |  9,600/kg |  50kg |   116 | beans green
G011 | 강낭콩          | Kidney beans                | 너른벌농장     |  6,900/kg |  45kg |    80 | beans rose
G012 | 땅콩            | Peanuts                     | 너른벌농장     |  9,200/kg |  55kg |   208 | peanuts beige
G013 | 호두            | Walnuts                     | 붉은언덕과수원 | 18,600/kg |  20kg |   100 | walnuts camel
G014 | 참깨            | Sesame seeds                | 너른벌농장     | 21,000/kg |  26kg |   134 | scoop ivory
G015 | 밀가루 1kg      | Wheat flour, 1 kg           | 너른벌농장     |     2,600 |   150 |   356 | paperBag white sky wheat
G016 | 강냉이가루 1kg  | Cornmeal, 1 kg              | 너른벌농장     |     2,200 |    85 |   120 | paperBag ivory yellow corn
G017 | 감자녹말 500g   | Potato starch, 500 g        | 구름재농장     |     2,800 |    60 |    90 | paperBag white camel potato
G020 | 배추김치 1kg    | Cabbage kimchi, 1 kg        | 손맛김치       |     6,900 |   130 |   740 | kimchiJar red lime
G021 | 배추김치 3kg    | Cabbage kimchi, 3 kg        | 손맛김치       |    18,500 |    60 |   390 | kimchiTub red lime
G022 | 깍두기 1kg      | Diced radish kimchi, 1 kg   | 손맛김치       |     6,200 |    75 |   324 | cubeJar red white
G023 | 동치미 1.5kg    | Radish water kimchi, 1.5 kg | 손맛김치       |     7,400 |    42 |   152 | cubeJar sky white
G024 | 총각김치 1kg    | Young radish kimchi, 1 kg   | 손맛김치       |     7,600 |    38 |   140 | kimchiJar coral green
G025 | 명란젓 300g     | Salted pollock roe, 300 g   | 갈매기바다     |    15,800 |    22 |    86 | roe coral
G026 | 새우젓 500g     | Salted shrimps, 500 g       | 갈매기바다     |     8,900 |    30 |   128 | jar pink silver shrimp
G027 | 깻잎절임 200g   | Pickled perilla, 200 g      | 손맛김치       |     3,800 |    44 |   110 | jar forest gold leaf
G028 | 도토리묵        | Acorn jelly                 | 류경식품       |     2,600 |    34 |   124 | jellyBlock camel
G030 | 구운김 10장     | Roasted laver, 10 sheets    | 갈매기바다     |     2,400 |   210 |   500 | laver forest gold
G031 | 김 100장        | Laver, 100 sheets           | 갈매기바다     |    12,800 |    75 |   180 | laverStack forest red
G032 | 김밥김 20장     | Laver for rolls, 20 sheets  | 갈매기바다     |     4,200 |    90 |   215 | laver navy white bowl
G033 | 된장 1kg        | Soybean paste, 1 kg         | 옛집장맛       |     5,400 |    95 |   338 | pasteTub camel brown bean
G034 | 고추장 1kg      | Chilli paste, 1 kg          | 옛집장맛       |     7,200 |   105 |   376 | pasteTub red wine chilli
G035 | 청국장 400g     | Fermented soybeans, 400 g   | 옛집장맛       |     3,600 |    40 |   138 | crock brown
G036 | 간장 900ml      | Soy sauce, 900 ml           | 옛집장맛       |     3,900 |   120 |   366 | sauceBottle brown red bean
G037 | 식초 500ml      | Vinegar, 500 ml             | 옛집장맛       |     2,100 |    85 |   212 | sauceBottle ivory green apple
G038 | 콩기름 1리터    | Soybean oil, 1 L            | 너른벌농장     |     6,400 |   140 |   440 | oilBottle yellow green bean
G039 | 참기름 300ml    | Sesame oil, 300 ml          | 옛집장맛       |    12,500 |    58 |   246 | smallBottle brown gold sesame
G040 | 들기름 300ml    | Perilla oil, 300 ml         | 옛집장맛       |    10,800 |    36 |   118 | smallBottle mustard green leaf
G041 | 소금 1kg        | Salt, 1 kg                  | 갈매기바다     |     1,600 |   180 |   368 | pouch white blue wave
G042 | 사탕가루 1kg    | Sugar, 1 kg                 | 단마루과자     |     3,300 |     0 |   402 | pouch white pink drop
G043 | 맛내기 200g     | Seasoning powder, 200 g     | 류경식품       |     2,700 |    95 |   270 | pouch yellow red bowl
G044 | 고춧가루 500g   | Chilli powder, 500 g        | 해맞이남새     |    11,500 |    64 |   298 | pouch red white chilli
G045 | 후추가루 50g    | Ground pepper, 50 g         | 옛집장맛       |     2,900 |    50 |   132 | shaker charcoal red
G046 | 카레가루 100g   | Curry powder, 100 g         | 류경식품       |     2,400 |    46 |   122 | flatBox mustard brown bowl
G047 | 꿀 500g         | Honey, 500 g                | 숲그늘버섯     |    24,000 |    32 |   130 | honeyJar mustard
G048 | 딸기단졸임 350g | Strawberry jam, 350 g       | 단마루과자     |     4,900 |    56 |   154 | jar red white strawberry
G050 | 라면 5봉지      | Instant noodles, 5 packs    | 류경식품       |     4,500 |   260 |   760 | noodlePack orange red
G051 | 매운 라면 5봉지 | Spicy noodles, 5 packs      | 류경식품       |     4,800 |   190 |   455 | noodlePack red black
G052 | 그릇라면        | Instant noodle bowl         | 류경식품       |     1,400 |   220 |   428 | noodleBowl coral white
G053 | 마른국수 1kg    | Dried noodles, 1 kg         | 너른벌농장     |     3,700 |   110 |   294 | noodleBundle ivory red
G054 | 메밀국수 500g   | Buckwheat noodles, 500 g    | 너른벌농장     |     4,400 |    70 |   202 | noodleBundle grey forest
G055 | 농마국수 500g   | Starch noodles, 500 g       | 구름재농장     |     4,100 |    54 |   146 | noodleBundle white navy
G056 | 당면 400g       | Glass noodles, 400 g        | 구름재농장     |     3,200 |    58 |   160 | noodleBundle silver green
G057 | 떡국떡 1kg      | Sliced rice cake, 1 kg      | 너른벌농장     |     5,600 |    48 |   182 | riceCakes white
G060 | 물고기통졸임    | Canned fish                 | 물안개수산     |     3,600 |   180 |   336 | can blue white fish
G061 | 고등어통졸임    | Canned mackerel             | 물안개수산     |     3,200 |   140 |   252 | can teal yellow fish
G062 | 정어리통졸임    | Canned sardines             | 물안개수산     |     2,900 |    95 |   158 | flatCan mustard red fish
G063 | 소고기통졸임    | Canned beef                 | 양지마을목장   |     6,800 |    60 |   126 | can wine ivory cow
G064 | 돼지고기통졸임  | Canned pork                 | 양지마을목장   |     5,400 |    72 |   174 | flatCan rose white pig
G065 | 복숭아통졸임    | Canned peaches              | 붉은언덕과수원 |     4,200 |    66 |   140 | can apricot coral peach
G066 | 강냉이통졸임    | Canned sweetcorn            | 구름재농장     |     2,700 |    58 |    98 | can yellow green corn
G070 | 녹차 50봉지     | Green tea, 50 bags          | 구름재농장     |     5,800 |    48 |   134 | teaBox green ivory leaf
G071 | 보리차 500g     | Roasted barley tea, 500 g   | 너른벌농장     |     3,100 |    76 |   188 | pouch camel ivory wheat
G072 | 오미자차 300g   | Omija tea, 300 g            | 숲그늘버섯     |     8,600 |    34 |    78 | teaTin rose gold flower
G073 | 인삼차 20봉지   | Ginseng tea, 20 bags        | 숲그늘버섯     |    13,500 |    40 |    90 | teaBox camel wine ginseng
G074 | 커피 100봉지    | Coffee, 100 sticks          | 단마루과자     |    16,500 |    52 |   242 | teaBox brown yellow cup
G075 | 가루우유 400g   | Milk powder, 400 g          | 큰바위목장     |    14,800 |    44 |   164 | powderTin sky white baby
`

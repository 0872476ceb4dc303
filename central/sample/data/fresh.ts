/** Eggs, tofu and milk, vegetables and mushrooms, fruit, meat, fish and what else the sea gives. */
export const fresh = `
sku  | ko                | en                 | producer       |     price | stock | sells | picture
F001 | 달걀 30알         | Eggs, 30           | 큰바위목장     |     7,500 |   240 |  1000 | eggTray apricot
F002 | 달걀 10알         | Eggs, 10           | 큰바위목장     |     2,700 |   160 |   540 | eggCarton apricot mint
F003 | 오리알 10알       | Duck eggs, 10      | 들오리목장     |     4,200 |    40 |    96 | eggCarton mint beige
F004 | 메추리알 20알     | Quail eggs, 20     | 들오리목장     |     2,900 |    55 |   112 | quailEggs
F005 | 두부              | Tofu               | 류경식품       |     1,800 |    90 |   860 | tofu ivory
F006 | 순두부            | Soft tofu          | 류경식품       |     1,500 |    70 |   330 | softTofu white forest
F007 | 콩나물            | Bean sprouts       | 솔샘농장       |  2,200/kg |  35kg |   610 | sprouts yellow
F008 | 녹두나물          | Mung bean sprouts  | 솔샘농장       |  2,600/kg |  20kg |   205 | sprouts lime
F009 | 우유 1리터        | Milk, 1 L          | 큰바위목장     |     3,400 |   110 |   580 | milkCarton white sky cow
F010 | 콩우유 1리터      | Soy milk, 1 L      | 류경식품       |     2,300 |    95 |   420 | milkCarton ivory lime bean
F011 | 딸기신젖          | Strawberry yoghurt | 큰바위목장     |     1,200 |   130 |   310 | cup white pink strawberry
F012 | 버터 200g         | Butter, 200 g      | 큰바위목장     |     4,800 |    36 |   118 | butter yellow
F020 | 배추              | Chinese cabbage    | 솔샘농장       |  1,900/kg | 220kg |   560 | napaCabbage
F021 | 무                | White radish       | 솔샘농장       |  1,400/kg | 160kg |   430 | radish
F022 | 양배추            | Cabbage            | 솔샘농장       |  1,700/kg |  90kg |   240 | roundCabbage lime
F023 | 시금치            | Spinach            | 해맞이남새     |  4,600/kg |  22kg |   265 | leafBunch green rose
F024 | 상추              | Lettuce            | 해맞이남새     |  5,200/kg |  18kg |   290 | lettuce lime
F025 | 쑥갓              | Crown daisy greens | 해맞이남새     |  4,900/kg |  12kg |    94 | leafBunch lime forest
F026 | 깻잎              | Perilla leaves     | 해맞이남새     |  9,800/kg |   8kg |   170 | perilla
F027 | 파                | Spring onions      | 솔샘농장       |  3,100/kg |  48kg |   450 | springOnion
F028 | 양파              | Onions             | 솔샘농장       |  2,100/kg | 140kg |   470 | onion mustard
F029 | 마늘              | Garlic             | 솔샘농장       |  8,400/kg |  60kg |   395 | garlic
F030 | 생강              | Ginger             | 해맞이남새     |  7,600/kg |  14kg |   108 | ginger
F031 | 감자              | Potatoes           | 구름재농장     |  1,800/kg | 260kg |   520 | potato camel
F032 | 고구마            | Sweet potatoes     | 구름재농장     |  2,900/kg | 130kg |   345 | sweetPotato wine
F033 | 당근              | Carrots            | 구름재농장     |  2,300/kg |  70kg |   255 | carrot orange
F034 | 오이              | Cucumbers          | 해맞이남새     |  3,200/kg |  55kg |   410 | cucumber green
F035 | 가지              | Aubergines         | 해맞이남새     |  3,600/kg |  30kg |   165 | eggplant violet
F036 | 애호박            | Courgettes         | 해맞이남새     |  3,000/kg |  34kg |   228 | courgette lime
F037 | 호박              | Pumpkin            | 구름재농장     |  2,000/kg |  65kg |   102 | pumpkin orange
F038 | 풋고추            | Green chillies     | 해맞이남새     |  6,400/kg |  16kg |   236 | chilli green
F039 | 붉은고추          | Red chillies       | 해맞이남새     |  7,200/kg |  15kg |   178 | chilli red
F040 | 토마토            | Tomatoes           | 해맞이남새     |  4,300/kg |  48kg |   318 | tomato red
F041 | 강냉이            | Sweetcorn          | 구름재농장     |  2,800/kg |  60kg |   214 | corn yellow
F042 | 느타리버섯        | Oyster mushrooms   | 숲그늘버섯     |  6,800/kg |  18kg |   248 | oysterMushroom beige
F043 | 표고버섯          | Shiitake mushrooms | 숲그늘버섯     | 14,200/kg |   9kg |   132 | mushroom brown
F044 | 도라지            | Bellflower roots   | 구름재농장     | 12,500/kg |  10kg |    84 | roots beige
F045 | 고사리            | Bracken shoots     | 구름재농장     |  9,600/kg |  12kg |    92 | bracken brown
F050 | 사과              | Apples             | 붉은언덕과수원 |  4,800/kg | 180kg |   650 | apple red
F051 | 배                | Pears              | 붉은언덕과수원 |  5,400/kg |  95kg |   352 | pear gold
F052 | 복숭아            | Peaches            | 붉은언덕과수원 |  6,900/kg |  40kg |   226 | peach pink
F053 | 포도              | Grapes             | 붉은언덕과수원 |  7,800/kg |  32kg |   262 | grapes violet
F054 | 감                | Persimmons         | 붉은언덕과수원 |  4,200/kg |  70kg |   198 | persimmon orange
F055 | 귤                | Tangerines         | 남쪽마을농장   |  5,600/kg |  85kg |   372 | tangerine orange
F056 | 딸기              | Strawberries       | 남쪽마을농장   | 12,800/kg |  20kg |   304 | strawberry red
F057 | 수박              | Watermelon         | 남쪽마을농장   |  2,600/kg | 240kg |   276 | watermelon green
F058 | 참외              | Oriental melons    | 남쪽마을농장   |  5,900/kg |  45kg |   192 | orientalMelon yellow
F059 | 살구              | Apricots           | 붉은언덕과수원 |  6,200/kg |   0kg |    88 | apricots
F060 | 대추              | Jujubes            | 붉은언덕과수원 | 11,500/kg |  16kg |   104 | jujube wine
F061 | 밤                | Chestnuts          | 붉은언덕과수원 |  7,400/kg |  38kg |   156 | chestnut brown
F070 | 닭고기            | Chicken, whole     | 큰바위목장     | 11,800/kg |  60kg |   480 | chicken apricot
F071 | 닭가슴살          | Chicken breast     | 큰바위목장     | 13,600/kg |  30kg |   285 | chickenBreast pink
F072 | 닭다리            | Chicken legs       | 큰바위목장     | 12,400/kg |  34kg |   300 | drumstick apricot
F073 | 닭날개            | Chicken wings      | 큰바위목장     | 11,200/kg |  25kg |   184 | chickenWing apricot
F074 | 닭곰거리          | Chicken for soup   | 큰바위목장     |  8,600/kg |  28kg |   126 | chickenPieces apricot
F075 | 돼지고기          | Pork               | 양지마을목장   | 14,500/kg |  75kg |   590 | porkCut pink
F076 | 돼지삼겹살        | Pork belly         | 양지마을목장   | 18,900/kg |  52kg |   515 | belly pink
F077 | 돼지갈비          | Pork ribs          | 양지마을목장   | 16,400/kg |  30kg |   232 | ribs coral
F078 | 다진 돼지고기     | Minced pork        | 양지마을목장   | 13,900/kg |  26kg |   222 | mince coral
F079 | 소고기            | Beef               | 양지마을목장   | 38,500/kg |  24kg |   268 | steak red
F080 | 소갈비            | Beef ribs          | 양지마을목장   | 42,000/kg |  12kg |    98 | ribs wine
F081 | 오리고기          | Duck               | 들오리목장     | 15,200/kg |  18kg |   142 | duck camel
F082 | 꼬치구이용 양고기 | Lamb skewers       | 양지마을목장   | 26,500/kg |  10kg |    76 | skewers wine
F090 | 명태              | Pollock            | 물안개수산     |  9,800/kg |  45kg |   272 | fish beige grey
F091 | 고등어            | Mackerel           | 물안개수산     |  8,900/kg |  38kg |   322 | mackerel teal
F092 | 청어              | Herring            | 물안개수산     |  7,200/kg |  30kg |   148 | herring silver
F093 | 가자미            | Flounder           | 물안개수산     | 10,600/kg |  22kg |   160 | flatfish camel
F094 | 잉어              | Carp               | 물안개수산     | 11,400/kg |  15kg |    74 | carp gold
F095 | 새우              | Prawns             | 갈매기바다     | 23,800/kg |  14kg |   188 | shrimp coral
F096 | 꽃게              | Crab               | 갈매기바다     | 21,500/kg |  11kg |   106 | crab coral
F097 | 조개              | Clams              | 갈매기바다     |  6,800/kg |  32kg |   206 | clams beige
F098 | 문어              | Octopus            | 갈매기바다     | 27,600/kg |   0kg |    82 | octopus rose
F099 | 굴                | Oysters            | 갈매기바다     | 16,200/kg |  10kg |   114 | oyster grey
F100 | 미역              | Sea mustard        | 갈매기바다     | 18,400/kg |  16kg |   196 | seaweed forest
F101 | 다시마            | Kelp               | 갈매기바다     | 15,600/kg |  14kg |   110 | kelp green
F102 | 마른멸치          | Dried anchovies    | 갈매기바다     | 24,500/kg |  18kg |   172 | anchovy silver
F103 | 마른명태          | Dried pollock      | 갈매기바다     | 32,000/kg |  15kg |   136 | driedFish gold
`

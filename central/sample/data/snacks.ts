/** Bread and cake, biscuits, sweets, ices, water and drinks. */
export const snacks = `
sku  | ko               | en                       | producer       |  price | stock | sells | picture
N001 | 우유식빵         | Milk bread loaf          | 밀향기빵집     |  3,200 |    60 |   404 | loaf camel
N002 | 팥소빵           | Red bean bun             | 밀향기빵집     |  1,200 |    90 |   348 | bun camel wine
N003 | 크림빵           | Cream bun                | 밀향기빵집     |  1,400 |    70 |   260 | creamBun camel ivory
N004 | 꽈배기           | Twisted doughnut         | 밀향기빵집     |  1,000 |    80 |   274 | twist mustard
N005 | 가락지빵         | Ring doughnut            | 밀향기빵집     |  1,100 |    65 |   218 | doughnut camel pink
N006 | 설기빵           | Sponge cake              | 밀향기빵집     |  4,500 |    30 |   168 | spongeCake yellow
N007 | 생일케이크       | Birthday cake            | 밀향기빵집     | 38,000 |     - |    62 | cake white rose
N008 | 찰떡             | Sweet rice cakes         | 밀향기빵집     |  5,800 |    26 |   148 | ttok pink
N009 | 송편             | Songphyon                | 밀향기빵집     |  7,200 |     0 |    94 | songphyon mint
N010 | 버터과자         | Butter biscuits          | 단마루과자     |  2,800 |   120 |   286 | snackBag yellow brown biscuit
N011 | 깨과자           | Sesame biscuits          | 단마루과자     |  2,500 |    95 |   200 | snackBag beige wine sesame
N012 | 쌀과자           | Rice crackers            | 단마루과자     |  2,300 |   110 |   244 | snackBag sky white wheat
N013 | 감자튀기         | Potato crisps            | 단마루과자     |  2,100 |   150 |   362 | snackBag green yellow potato
N014 | 새우맛튀기       | Prawn crackers           | 단마루과자     |  2,000 |   140 |   328 | snackBag coral white shrimp
N015 | 강냉이튀기       | Popcorn                  | 단마루과자     |  1,600 |   100 |   176 | popcorn red
N016 | 막대과자         | Chocolate sticks         | 단마루과자     |  1,900 |   115 |   238 | stickBox rose brown
N017 | 건빵             | Hardtack biscuits        | 단마루과자     |  1,500 |   130 |   156 | hardtack mustard
N018 | 약과 10개        | Honey cookies, 10        | 단마루과자     |  5,900 |    50 |   145 | yakgwa brown
N019 | 땅콩강정         | Peanut brittle           | 단마루과자     |  3,900 |    45 |   120 | brittle camel
N020 | 엿               | Rice toffee              | 단마루과자     |  2,700 |    48 |    74 | toffee ivory
N021 | 과일사탕         | Fruit sweets             | 단마루과자     |  2,200 |   140 |   268 | candyBag violet pink
N022 | 박하사탕         | Mint sweets              | 단마루과자     |  2,000 |    95 |   162 | mintBag mint white
N023 | 우유사탕         | Milk sweets              | 단마루과자     |  2,400 |   110 |   196 | candy sky white
N024 | 초콜릿           | Chocolate bar            | 단마루과자     |  3,200 |   130 |   312 | chocolate brown red
N025 | 과일단묵         | Fruit jelly              | 단마루과자     |  1,800 |    85 |   186 | jellyCup orange lime
N026 | 껌               | Chewing gum              | 단마루과자     |    800 |   220 |   256 | gum green white
N027 | 구운땅콩 200g    | Roasted peanuts, 200 g   | 단마루과자     |  2,900 |    80 |   188 | snackBag camel navy nut
N030 | 얼음보숭이       | Ice cream cone           | 눈꽃빙과       |  1,500 |   160 |   332 | coneIce ivory pink
N031 | 팥얼음과자       | Red bean ice bar         | 눈꽃빙과       |    900 |   180 |   264 | iceBar wine
N032 | 과일얼음과자     | Fruit ice bar            | 눈꽃빙과       |    800 |   170 |   230 | iceBar lime
N033 | 컵얼음보숭이     | Ice cream tub            | 눈꽃빙과       |  2,600 |    75 |   158 | cup pink white snow
N040 | 샘물 500ml       | Spring water, 500 ml     | 맑은골샘물     |    600 |   480 |   700 | waterBottle sky blue
N041 | 샘물 2리터       | Spring water, 2 L        | 맑은골샘물     |  1,300 |   260 |   424 | bigWater sky blue
N042 | 사이다 500ml     | Lemon soda, 500 ml       | 맑은골샘물     |  1,400 |   210 |   388 | sodaBottle green yellow lemon
N043 | 탄산수 500ml     | Sparkling water, 500 ml  | 맑은골샘물     |  1,100 |   130 |   150 | sodaBottle sky silver drop
N044 | 사과단물 1리터   | Apple juice, 1 L         | 붉은언덕과수원 |  3,400 |    90 |   250 | juiceCarton red apple
N045 | 복숭아단물 1리터 | Peach juice, 1 L         | 붉은언덕과수원 |  3,600 |    72 |   172 | juiceCarton apricot peach
N046 | 포도단물 1리터   | Grape juice, 1 L         | 붉은언덕과수원 |  3,800 |    66 |   166 | juiceCarton violet grape
N047 | 오미자단물 250ml | Omija drink, 250 ml      | 숲그늘버섯     |  1,500 |   100 |   142 | drinkCan rose white flower
N048 | 레몬단물 250ml   | Lemon drink, 250 ml      | 맑은골샘물     |  1,300 |   120 |   178 | drinkCan yellow white lemon
N049 | 커피음료 250ml   | Iced coffee, 250 ml      | 단마루과자     |  1,700 |   140 |   282 | drinkCan brown beige cup
N050 | 식혜 500ml       | Sweet rice drink, 500 ml | 너른벌농장     |  1,900 |    80 |   184 | sodaBottle beige camel wheat
N051 | 꿀배단물 500ml   | Honey pear drink, 500 ml | 붉은언덕과수원 |  2,200 |    54 |    95 | sodaBottle mustard white honey
N052 | 막걸리 750ml     | Makkolli, 750 ml         | 옛집장맛       |  2,400 |    90 |   220 | riceWine white green
N053 | 맥주 500ml       | Beer, 500 ml             | 맑은골샘물     |  2,600 |   180 |   344 | beerBottle brown gold
N054 | 머루술 700ml     | Wild grape wine, 700 ml  | 숲그늘버섯     | 18,000 |    28 |    58 | wineBottle wine ivory grape
`

/** Vitamins, remedies of the everyday, traditional medicine, dressings and things for the sickroom. */
export const medicine = `
sku  | ko                   | en                             | producer   |  price | stock | sells | picture
M001 | 비타민C 알약 60알    | Vitamin C tablets, 60          | 맑은내제약 |  9,800 |   110 |   284 | pillBottle orange white lemon
M002 | 종합비타민 알약 60알 | Multivitamin tablets, 60       | 맑은내제약 | 16,500 |    85 |   216 | pillBottle green yellow sun
M003 | 비타민D 알약 60알    | Vitamin D tablets, 60          | 맑은내제약 | 12,400 |    60 |   109 | pillBottle yellow blue sun
M004 | 칼슘 알약 90알       | Calcium tablets, 90            | 맑은내제약 | 11,800 |    64 |   123 | pillBottle sky white bone
M005 | 철분 알약 30알       | Iron tablets, 30               | 맑은내제약 |  8,600 |    40 |    60 | tabletBox wine white drop
M006 | 간유 교갑 60알       | Cod-liver oil capsules, 60     | 갈매기바다 | 14,200 |    36 |    64 | pillBottle mustard navy fish
M007 | 유산균 가루 30봉지   | Probiotic powder, 30           | 맑은내제약 | 18,900 |    44 |    90 | sachets lime white
M010 | 감기알약 10알        | Cold tablets, 10               | 맑은내제약 |  3,400 |   140 |   298 | tabletBox blue white snow
M011 | 해열진통알약 10알    | Pain relief tablets, 10        | 맑은내제약 |  2,800 |   160 |   320 | tabletBox red white cross
M012 | 아이해열물약 100ml   | Children's fever syrup, 100 ml | 맑은내제약 |  6,200 |    52 |   125 | syrup pink white baby
M013 | 기침물약 100ml       | Cough syrup, 100 ml            | 맑은내제약 |  4,900 |    70 |   180 | syrup brown ivory leaf
M014 | 목아픔알사탕 20알    | Throat lozenges, 20            | 맑은내제약 |  3,200 |    80 |   159 | lozengeTin teal lime
M015 | 소화알약 20알        | Digestive tablets, 20          | 맑은내제약 |  3,600 |   120 |   272 | tabletBox green white leaf
M016 | 위아픔물약 10봉지    | Stomach relief, 10 sachets     | 맑은내제약 |  5,400 |    66 |   143 | sachets sky pink
M017 | 설사멎이알약 10알    | Diarrhoea tablets, 10          | 맑은내제약 |  3,100 |    55 |    98 | tabletBox camel white drop
M018 | 차멀미약 4알         | Travel sickness tablets, 4     | 맑은내제약 |  1,800 |    70 |    83 | blister mint
M019 | 회충약 2알           | Worming tablets, 2             | 맑은내제약 |  1,500 |    50 |    46 | tabletBox violet white bean
M020 | 포도당가루 500g      | Glucose powder, 500 g          | 맑은내제약 |  5,800 |    40 |    67 | powderTin white blue drop
M021 | 수분보충소금 10봉지  | Rehydration salts, 10          | 맑은내제약 |  3,900 |    60 |    78 | sachets orange sky
M030 | 우황청심환           | Uhwang chongsimhwan            | 백년고려약 | 12,000 |    45 |   102 | goldPill wine gold
M031 | 경옥고 500g          | Kyongokgo, 500 g               | 백년고려약 | 85,000 |    12 |    27 | medicineCrock brown gold
M032 | 십전대보환           | Sipjondaebohwan                | 백년고려약 | 38,000 |    18 |    33 | herbPills black red
M033 | 인삼정 30g           | Ginseng extract, 30 g          | 백년고려약 | 42,000 |    26 |    49 | extractJar wine gold ginseng
M034 | 마른인삼 300g        | Dried ginseng, 300 g           | 백년고려약 | 68,000 |    14 |    36 | ginsengRoot camel
M035 | 쌍화탕 10병          | Ssanghwatang, 10 bottles       | 백년고려약 |  9,600 |    74 |   167 | tonicBottles brown gold
M036 | 익모초고 200g        | Motherwort extract, 200 g      | 백년고려약 | 11,500 |    28 |    41 | extractJar forest ivory leaf
M037 | 고려약재 묶음        | Herbal decoction packs         | 백년고려약 | 25,000 |     - |    31 | herbPack beige red
M040 | 소독약 200ml         | Antiseptic, 200 ml             | 맑은내제약 |  2,900 |    90 |   174 | antiseptic white blue cross
M041 | 요드팅크 30ml        | Iodine tincture, 30 ml         | 맑은내제약 |  1,700 |    75 |   103 | dropperBottle brown red
M042 | 화상연고 20g         | Burn ointment, 20 g            | 맑은내제약 |  4,200 |    48 |    76 | ointment orange white flame
M043 | 상처연고 20g         | Wound ointment, 20 g           | 맑은내제약 |  3,800 |    70 |   139 | ointment green white cross
M044 | 가려움연고 15g       | Anti-itch ointment, 15 g       | 맑은내제약 |  3,500 |    52 |    91 | ointment violet white leaf
M045 | 모기물약 50ml        | Insect bite lotion, 50 ml      | 맑은내제약 |  3,300 |    60 |    99 | rollOn lime green
M046 | 파스 10장            | Pain relief patches, 10        | 맑은내제약 |  4,600 |    96 |   227 | patches teal white
M047 | 반창고 20장          | Plasters, 20                   | 흰구름위생 |  1,900 |   150 |   262 | plasters apricot red
M048 | 붕대                 | Bandage                        | 흰구름위생 |  1,200 |   130 |   113 | bandage beige
M049 | 약솜 100g            | Cotton wool, 100 g             | 흰구름위생 |  2,100 |    80 |    95 | cottonWool white blue
M050 | 눈약 10ml            | Eye drops, 10 ml               | 맑은내제약 |  3,700 |    84 |   187 | eyeDrops sky white
M051 | 코약 15ml            | Nasal spray, 15 ml             | 맑은내제약 |  4,800 |    46 |    81 | nasalSpray green
M052 | 마스크 10장          | Surgical masks, 10             | 흰구름위생 |  3,500 |   200 |   306 | surgicalMask sky
M053 | 체온계               | Thermometer                    | 흰구름위생 |  8,500 |    30 |    52 | thermometer white red
M054 | 혈압계               | Blood pressure monitor         | 흰구름위생 | 64,000 |    10 |    22 | bloodPressure white navy
M055 | 더운물주머니         | Hot-water bottle               | 흰구름위생 |  9,800 |    32 |    45 | hotWaterBottle red
M056 | 찜질주머니           | Heat pack                      | 흰구름위생 |  7,400 |    28 |    34 | heatPack beige wine
M057 | 구급함               | First-aid box                  | 흰구름위생 | 32,000 |    16 |    30 | firstAid red white
`

/** Bags, purses and umbrellas. */
export const bags = `
sku  | ko           | en               | producer   |   price | stock | sells | picture               | colours
B001 | 핸드백       | Handbag          | 고운결가방 |  95,000 |    36 |    63 | handbag * gold        | black, camel, wine
B002 | 손가방       | Small handbag    | 고운결가방 |  72,000 |    30 |    51 | handbagSmall * gold   | rose, navy
B003 | 어깨가방     | Shoulder bag     | 고운결가방 |  84,000 |    32 |    59 | shoulderBag * gold    | brown, grey, teal
B004 | 천가방       | Cloth bag        | 한땀바느질 |  18,000 |    60 |    90 | tote * forest leaf    | ivory, sky
B005 | 장바구니     | Shopping basket  | 한땀바느질 |  12,000 |    55 |    99 | basket *              | camel, green
B006 | 배낭         | Backpack         | 먼길가방   |  68,000 |    40 |    73 | backpack * charcoal   | navy, red, forest
B007 | 학생가방     | School bag       | 먼길가방   |  54,000 |    45 |    81 | schoolBag * yellow    | blue, pink
B008 | 등산배낭     | Hiking backpack  | 먼길가방   |  98,000 |    18 |    29 | hikingPack * charcoal | orange, teal
B009 | 여행가방     | Suitcase         | 먼길가방   | 145,000 |    16 |    33 | suitcase *            | navy, wine
B010 | 서류가방     | Briefcase        | 먼길가방   |  88,000 |    20 |    27 | briefcase * gold      | brown, black
B011 | 돈지갑       | Purse            | 고운결가방 |  32,000 |    50 |    77 | purse * gold          | wine, black, mint
B012 | 동전지갑     | Coin purse       | 한땀바느질 |   9,000 |    60 |    60 | coinPurse * gold      | red, violet
B013 | 화장품주머니 | Make-up pouch    | 한땀바느질 |  15,000 |    42 |    46 | zipPouch * flower     | pink, lilac
B014 | 모임가방     | Evening bag      | 고운결가방 |  64,000 |    14 |    21 | clutch *              | gold, black
B015 | 허리가방     | Waist bag        | 먼길가방   |  26,000 |    24 |    25 | waistBag * charcoal   | charcoal, coral
B016 | 도시락가방   | Lunch bag        | 한땀바느질 |  16,000 |    34 |    48 | lunchBag * white      | sky, yellow
B017 | 우산         | Umbrella         | 먼길가방   |  17,000 |    48 |    85 | umbrella *            | navy, red
B018 | 접이식우산   | Folding umbrella | 먼길가방   |  21,000 |    44 |    71 | foldingUmbrella *     | violet, green
B019 | 허리띠       | Belt             | 고운결가방 |  24,000 |    36 |    44 | belt * silver         | black, brown
`

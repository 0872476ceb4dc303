/** Women's wear; a style is one row, and each of its colours and sizes is sold as a product of its own. */
export const women = `
sku  | ko               | en                    | producer     |   price | stock | sells | picture                | colours            | sizes
W001 | 치마저고리       | Chima jeogori         | 고운빛조선옷 | 185,000 |    60 |    74 | hanbok * ivory         | pink, sky, wine    | S, M, L
W002 | 명절치마저고리   | Festive chima jeogori | 고운빛조선옷 | 268,000 |    24 |    38 | hanbokFestive * yellow | red, navy          | S, M, L
W003 | 여름치마저고리   | Summer chima jeogori  | 고운빛조선옷 | 142,000 |    28 |    42 | hanbokSummer * white   | mint, lilac        | M, L
W004 | 블라우스         | Blouse                | 은실옷공장   |  42,000 |    80 |    98 | blouse *               | white, sky         | S, M, L
W005 | 꽃무늬블라우스   | Floral blouse         | 은실옷공장   |  46,000 |    50 |    64 | blouseFloral * rose    | ivory, mint        | S, M, L
W006 | 줄무늬셔츠       | Striped shirt         | 은실옷공장   |  38,000 |    48 |    57 | shirtStriped * white   | blue, wine         | S, M, L
W007 | 반소매 티셔츠    | Short-sleeved T-shirt | 두루미옷     |  18,000 |   120 |   132 | tshirt *               | white, coral, navy | S, M, L
W008 | 털실스웨터       | Wool sweater          | 두루미옷     |  59,000 |    66 |    86 | sweater *              | wine, forest       | S, M, L
W009 | 뜨개조끼         | Knitted waistcoat     | 두루미옷     |  36,000 |    40 |    49 | knitVest * brown       | camel, grey        | M, L
W010 | 카디간           | Cardigan              | 두루미옷     |  52,000 |    54 |    68 | cardigan * ivory       | pink, mint         | M, L
W011 | 달린옷           | Dress                 | 은실옷공장   |  78,000 |    54 |    72 | dress * white          | navy, rose         | S, M, L
W012 | 꽃무늬달린옷     | Floral dress          | 은실옷공장   |  84,000 |    42 |    60 | dressFloral * yellow   | sky, coral         | S, M, L
W013 | 물방울무늬달린옷 | Polka-dot dress       | 은실옷공장   |  82,000 |    34 |    44 | dressDots * white      | black, red         | M, L
W014 | 주름치마         | Pleated skirt         | 은실옷공장   |  45,000 |    60 |    80 | pleatedSkirt *         | navy, wine         | S, M, L
W015 | 긴치마           | Long skirt            | 은실옷공장   |  48,000 |    44 |    52 | longSkirt *            | black, camel       | S, M, L
W016 | 양복치마         | Tailored skirt        | 새길양복점   |  54,000 |    46 |    50 | pencilSkirt *          | charcoal, black    | M, L
W017 | 양복바지         | Tailored trousers     | 새길양복점   |  62,000 |    52 |    66 | trousers *             | black, beige       | S, M, L
W018 | 청바지           | Jeans                 | 두루미옷     |  56,000 |    58 |    82 | jeans *                | navy, sky          | S, M, L
W019 | 양복저고리       | Tailored jacket       | 새길양복점   | 128,000 |    30 |    40 | jacket *               | navy, grey         | M, L
W020 | 봄가을외투       | Light coat            | 새길양복점   | 165,000 |    26 |    36 | trenchCoat *           | beige, navy        | M, L
W021 | 겨울외투         | Winter coat           | 새길양복점   | 248,000 |    22 |    39 | woolCoat * brown       | camel, wine        | M, L
W022 | 솜옷             | Padded coat           | 두루미옷     | 138,000 |    36 |    56 | padded * charcoal      | red, violet        | M, L
W023 | 비옷             | Raincoat              | 두루미옷     |  28,000 |    30 |    34 | raincoat *             | yellow, sky        | M, L
W024 | 운동복           | Tracksuit             | 두루미옷     |  64,000 |    34 |    46 | tracksuit * white      | blue, rose         | M, L
W025 | 잠옷             | Pyjamas               | 두루미옷     |  34,000 |    32 |    43 | pyjamas * white        | lilac, pink        | M, L
W026 | 속내의           | Thermal underwear     | 두루미옷     |  29,000 |    48 |    54 | thermals *             | ivory, charcoal    | M, L
W027 | 앞치마           | Apron                 | 은실옷공장   |  12,000 |    40 |    62 | apron * ivory          | green, coral      
W028 | 목도리           | Woollen scarf         | 두루미옷     |  22,000 |    45 |    58 | scarf * ivory          | red, grey, teal   
W029 | 비단머리수건     | Silk headscarf        | 은실옷공장   |  26,000 |    24 |    30 | headscarf * gold       | violet, teal      
W030 | 털장갑           | Woollen gloves        | 두루미옷     |  14,000 |    50 |    55 | gloves * white         | wine, navy        
W031 | 털모자           | Woollen hat           | 두루미옷     |  16,000 |    36 |    41 | woolHat * white        | pink, charcoal    
W032 | 해가림모자       | Sun hat               | 은실옷공장   |  19,000 |    28 |    32 | sunHat *               | beige, white      
W033 | 면양말 3켤레     | Cotton socks, 3 pairs | 두루미옷     |   7,500 |   140 |   170 | socks * white          | white, grey, pink 
W034 | 긴양말           | Stockings             | 두루미옷     |   4,800 |   110 |   126 | stockings *            | beige, black      
`

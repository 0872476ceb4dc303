/** Furniture, bedding and what makes a room. */
export const furniture = `
sku  | ko            | en                 | producer       |   price | stock | sells | picture                   | colours
U001 | 나무의자      | Wooden chair       | 참솔가구       |  58,000 |    32 |    40 | chair *                   | camel, brown
U002 | 식탁의자      | Dining chair       | 참솔가구       |  74,000 |    28 |    32 | diningChair camel *       | forest, wine
U003 | 사무용의자    | Office chair       | 참솔가구       | 138,000 |    14 |    22 | officeChair *             | black, blue
U004 | 둥근걸상      | Stool              | 참솔가구       |  24,000 |    45 |    52 | stool *                   | camel, white
U005 | 책상          | Desk               | 참솔가구       | 165,000 |    14 |    25 | desk *                    | camel, brown
U006 | 학생책상      | Student's desk     | 참솔가구       | 128,000 |    18 |    28 | studentDesk beige sky    
U007 | 책장          | Bookcase           | 참솔가구       | 148,000 |    12 |    21 | bookcase camel           
U008 | 식탁          | Dining table       | 참솔가구       | 210,000 |     8 |    17 | diningTable camel        
U009 | 밥상          | Low table          | 참솔가구       |  46,000 |    30 |    46 | lowTable wine            
U010 | 접이식상      | Folding table      | 참솔가구       |  38,000 |    26 |    38 | foldingTable beige       
U011 | 옷장          | Wardrobe           | 참솔가구       | 480,000 |     5 |    13 | wardrobe *                | brown, white
U012 | 이불장        | Bedding cabinet    | 참솔가구       | 520,000 |     - |    10 | beddingCabinet wine gold 
U013 | 서랍장        | Chest of drawers   | 참솔가구       | 185,000 |    10 |    19 | drawers beige            
U014 | 찬장          | Kitchen cupboard   | 참솔가구       | 265,000 |     - |    14 | cupboard mint            
U015 | 화장대        | Dressing table     | 참솔가구       | 228,000 |     7 |    15 | dressingTable ivory      
U016 | 신발장        | Shoe cabinet       | 참솔가구       |  98,000 |    12 |    20 | shoeCabinet camel        
U017 | 텔레비전장    | TV cabinet         | 참솔가구       | 156,000 |     0 |    16 | tvCabinet brown          
U018 | 1인침대       | Single bed         | 참솔가구       | 320,000 |     8 |    16 | singleBed camel *         | sky, pink
U019 | 2인침대       | Double bed         | 참솔가구       | 560,000 |     5 |    11 | doubleBed brown teal     
U020 | 접이식침대    | Folding bed        | 참솔가구       | 118,000 |    12 |    18 | foldingBed green         
U021 | 아기침대      | Cot                | 참솔가구       | 145,000 |     6 |    12 | cot ivory yellow         
U022 | 긴안락의자    | Sofa               | 참솔가구       | 640,000 |     4 |    10 | sofa *                    | forest, grey
U023 | 안락의자      | Armchair           | 참솔가구       | 290,000 |     6 |    12 | armchair mustard         
U024 | 옷걸이대      | Coat stand         | 참솔가구       |  42,000 |    20 |    27 | coatStand brown          
U025 | 몸거울        | Full-length mirror | 참솔가구       |  68,000 |    12 |    21 | fullMirror camel         
U030 | 이불          | Quilt              | 포근한이부자리 |  86,000 |    30 |    53 | quilt * ivory             | rose, blue
U031 | 요            | Floor mattress     | 포근한이부자리 |  72,000 |    26 |    40 | floorMattress green ivory
U032 | 베개          | Pillow             | 포근한이부자리 |  18,000 |    60 |    75 | pillow white sky         
U033 | 방석          | Floor cushion      | 포근한이부자리 |  12,000 |    65 |    66 | cushion * gold            | wine, teal
U034 | 모포          | Blanket            | 포근한이부자리 |  44,000 |    34 |    51 | blanket camel wine       
U035 | 창가림        | Curtains           | 포근한이부자리 |  54,000 |    24 |    36 | curtains *                | mint, beige
U036 | 주단          | Carpet             | 포근한이부자리 | 195,000 |     9 |    15 | carpet wine gold         
U037 | 책상보        | Tablecloth         | 포근한이부자리 |  16,000 |    36 |    35 | tablecloth white red     
U038 | 꽃병          | Vase               | 흙과불도자기   |  28,000 |    24 |    33 | vase mint                
U039 | 액틀          | Picture frame      | 참솔가구       |  14,000 |    40 |    37 | pictureFrame camel       
U040 | 밥공기 4개    | Rice bowls, 4      | 흙과불도자기   |  16,500 |    50 |    70 | riceBowls white blue     
U041 | 접시 4개      | Plates, 4          | 흙과불도자기   |  19,500 |    44 |    58 | plates white forest      
U042 | 김치독 20리터 | Kimchi crock, 20 L | 흙과불도자기   |  48,000 |    18 |    30 | bigCrock brown           
U043 | 냄비          | Saucepan           | 따뜻한부엌     |  32,000 |    40 |    64 | saucepan silver black    
U044 | 지짐판        | Frying pan         | 따뜻한부엌     |  28,000 |    42 |    69 | fryingPan charcoal wine  
`

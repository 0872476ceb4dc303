/** Shoes, by length of the foot in millimetres. */
export const shoes = `
sku  | ko         | en                 | producer   |   price | stock | sells | picture               | colours            | sizes
S001 | 구두       | Leather shoes      | 버들잎구두 |  88,000 |    64 |    92 | lowHeel *             | black, brown, wine | 225, 230, 235, 240
S002 | 굽높은구두 | High heels         | 버들잎구두 |  96,000 |    44 |    65 | pump *                | black, red         | 225, 230, 235
S003 | 끈구두     | Lace-up shoes      | 버들잎구두 |  92,000 |    36 |    48 | laceUp *              | brown, black       | 235, 240, 245
S004 | 납작구두   | Ballet flats       | 버들잎구두 |  54,000 |    40 |    70 | flat *                | rose, navy         | 225, 230, 235
S005 | 편리화     | Slip-on shoes      | 발편한신발 |  46,000 |    56 |    88 | loafer *              | camel, charcoal    | 230, 235, 240
S006 | 운동화     | Trainers           | 발편한신발 |  58,000 |    72 |   110 | sneaker * white       | white, blue        | 230, 235, 240, 245
S007 | 천신       | Canvas shoes       | 발편한신발 |  24,000 |    48 |    83 | canvasShoe * white    | red, navy          | 225, 230, 235
S008 | 등산신발   | Hiking shoes       | 발편한신발 |  84,000 |    24 |    35 | hikingShoe * mustard  | forest             | 235, 240, 245
S009 | 여름신     | Sandals            | 버들잎구두 |  42,000 |    42 |    67 | sandal *              | beige, black       | 230, 235, 240
S010 | 끌신       | Slippers           | 발편한신발 |   9,000 |    80 |   124 | slipper * ivory       | green, pink        | 230, 240
S011 | 반장화     | Ankle boots        | 버들잎구두 | 118,000 |    30 |    45 | ankleBoot *           | black, camel       | 230, 235, 240
S012 | 긴장화     | Long boots         | 버들잎구두 | 156,000 |    22 |    31 | longBoot *            | brown, black       | 230, 235, 240
S013 | 비장화     | Rain boots         | 발편한신발 |  26,000 |    28 |    37 | rainBoot *            | yellow, teal       | 230, 240
S014 | 겨울솜신   | Lined winter shoes | 발편한신발 |  48,000 |    26 |    47 | winterShoe * ivory    | wine, grey         | 230, 240
S015 | 고무신     | Rubber shoes       | 발편한신발 |  15,000 |    24 |    28 | rubberShoe *          | white, pink        | 230, 240
S016 | 구두약     | Shoe polish        | 버들잎구두 |   3,600 |    40 |    52 | polishTin black gold  |                   
S017 | 신발깔개   | Insoles            | 발편한신발 |   4,200 |    46 |    50 | insoles beige green   |                   
S018 | 구두솔     | Shoe brush         | 버들잎구두 |   5,400 |    22 |    26 | shoeBrush camel black |                   
`

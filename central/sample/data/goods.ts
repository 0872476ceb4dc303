const head = 'sku | ko | en | producer | price | stock | sells | picture | colours | sizes\n'

/** What is on sale, a table for each category. */
export const goods: Readonly<Record<string, string>> = {
  fresh:
    head +
    `
F001 | 달걀 30알 | Eggs, 30 | 솔샘농장 | 7,500 | 240 | 1000 | box ivory white dot
F002 | 닭고기 | Chicken | 큰바위목장 | 14,500/kg | 60kg | 420 | box pink white
F003 | 닭가슴살 | Chicken breast | 큰바위목장 | 16,800/kg | 30kg | 300 | box apricot white
F004 | 닭날개 | Chicken wings | 큰바위목장 | 13,200/kg | 25kg | 210 | box coral white
F005 | 사과 | Apples | 솔샘농장 | 4,800/kg | 120kg | 610 | box red white leaf
F006 | 두부 | Tofu | 류경식품 | 1,800 | 90 | 640 | box white ivory
F007 | 돼지고기 | Pork | 큰바위목장 | 15,600/kg | 55kg | 520 | box rose white
F008 | 명태 | Pollock | 물안개수산 | 9,800/kg | 40kg | 180 | box grey white
`,
  groceries:
    head +
    `
G001 | 쌀 | Rice | 솔샘농장 | 5,200/kg | 800kg | 880 | box ivory white leaf
G002 | 배추김치 1kg | Cabbage kimchi, 1 kg | 류경식품 | 6,900 | 130 | 720 | box red white leaf
G003 | 구운김 10장 | Roasted laver, 10 sheets | 물안개수산 | 2,400 | 210 | 480 | box forest white
G004 | 된장 1kg | Soybean paste, 1 kg | 류경식품 | 5,400 | 85 | 330 | box brown white
G005 | 라면 5봉지 | Instant noodles, 5 packs | 류경식품 | 4,500 | 260 | 690 | box orange white
G006 | 물고기통졸임 | Canned fish | 물안개수산 | 3,600 | 180 | 310 | box blue white
`,
  women:
    head +
    `
W001 | 치마저고리 | Chima jeogori | 은실옷공장 | 185,000 | 60 | 70 | box * white | pink,sky,wine | S,M,L
W002 | 블라우스 | Blouse | 은실옷공장 | 42,000 | 80 | 90 | box * white | white,sky | S,M,L,XL
`,
  shoes:
    head +
    `
S001 | 굽 낮은 구두 | Low-heeled shoes | 버들잎구두 | 68,000 | 70 | 85 | box * white | black,wine | 225,230,235,240,245
`,
  bags: head + `B001 | 핸드백 | Handbag | 고운결가방 | 95,000 | 40 | 60 | box * white | black,camel,wine |`,
  cosmetics: head + `C001 | 살결물 150ml | Skin toner, 150 ml | 들꽃화장품 | 18,500 | 65 | 120 | box pink white dot`,
  medicine:
    head + `M001 | 비타민C 알약 60알 | Vitamin C tablets, 60 | 맑은내제약 | 9,800 | 110 | 260 | box orange white dot`,
  electronics:
    head +
    `
E001 | 냉장고 320리터 | Refrigerator, 320 L | 새벽별전자 | 1,850,000 | 6 | 12 | box silver white
E002 | 선풍기 | Electric fan | 새벽별전자 | 78,000 | 35 | 95 | box sky white
`,
  furniture: head + `U001 | 책상 | Desk | 참솔가구 | 165,000 | 14 | 22 | box camel beige`,
}

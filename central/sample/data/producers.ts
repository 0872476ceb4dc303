/** Makers, all invented. The goods name them by their Korean name. */
export const producers = `
ko             | en
류경식품       | Ryugyong Foods
솔샘농장       | Solsaem Farm
해맞이남새     | Haemaji Greens
구름재농장     | Kurumjae Farm
너른벌농장     | Norunbol Farm
붉은언덕과수원 | Red Hill Orchard
남쪽마을농장   | South Village Farm
숲그늘버섯     | Supkunul Forest Goods
큰바위목장     | Kunbawi Ranch
양지마을목장   | Yangji Ranch
들오리목장     | Turori Duck Farm
물안개수산     | Mulangae Fisheries
갈매기바다     | Kalmaegi Sea Foods
손맛김치       | Sonmat Kimchi
옛집장맛       | Yetjip Sauces
단마루과자     | Tanmaru Sweets
밀향기빵집     | Milhyanggi Bakery
눈꽃빙과       | Nunkkot Ices
맑은골샘물     | Malgungol Springs
은실옷공장     | Unsil Garments
두루미옷       | Turumi Clothing
새길양복점     | Saegil Tailors
고운빛조선옷   | Kounbit Hanbok
버들잎구두     | Podullip Shoes
발편한신발     | Palpyonhan Footwear
고운결가방     | Kounkyol Bags
먼길가방       | Mongil Luggage
한땀바느질     | Hanttam Needlework
들꽃화장품     | Tulkkot Cosmetics
새아씨화장품   | Saeassi Beauty
비누방울       | Pinubangul Soap
맑은내제약     | Malgunnae Pharma
백년고려약     | Paengnyon Traditional Medicine
흰구름위생     | Hwingurum Medical
새벽별전자     | Saebyokbyol Electronics
맑은소리전자   | Malgunsori Electronics
산들바람전기   | Sandulbaram Electric
밝은빛전기     | Palgunbit Lighting
따뜻한부엌     | Ttattutan Kitchen
참솔가구       | Chamsol Furniture
포근한이부자리 | Pogunhan Bedding
흙과불도자기   | Hulkkwabul Pottery
`

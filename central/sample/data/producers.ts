/** Makers, all invented. Tables name them by their Korean name. */
export const producers = `
ko             | en
류경식품       | Ryugyong Foods
솔샘농장       | Solsaem Farm
큰바위목장     | Kunbawi Ranch
물안개수산     | Mulangae Fisheries
새벽별전자     | Saebyokbyol Electronics
은실옷공장     | Unsil Garments
버들잎구두     | Podullip Shoes
고운결가방     | Kounkyol Bags
들꽃화장품     | Tulkkot Cosmetics
맑은내제약     | Malgunnae Pharma
참솔가구       | Chamsol Furniture
`

/**
 * The shop's categories in the order of the screen. `prefix` starts the skus of its products;
 * `tint` is the paper behind its pictures; `shelf` stands in the barcodes, so it never changes.
 */
export const categories = `
id          | ko        | en             | prefix | shelf | tint
fresh       | 신선식품  | Fresh food     | F      | 10    | #DCEBD3
groceries   | 식료품    | Groceries      | G      | 11    | #F3E3C3
snacks      | 과자·음료 | Snacks, drinks | N      | 12    | #FADFC9
women       | 여성복    | Women's wear   | W      | 20    | #F5DCDD
shoes       | 신발      | Shoes          | S      | 21    | #E6DFD3
bags        | 가방      | Bags           | B      | 22    | #DFE0EE
cosmetics   | 화장품    | Cosmetics      | C      | 30    | #F0DDEA
medicine    | 약        | Medicine       | M      | 31    | #D3E9E8
electronics | 전기제품  | Electronics    | E      | 40    | #D6E4F0
furniture   | 가구      | Furniture      | U      | 41    | #EADFCB
`

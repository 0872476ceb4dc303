/** What a column of an import file can mean. */
export type Field =
  | 'sku'
  | 'name'
  | 'nameKo'
  | 'nameEn'
  | 'producer'
  | 'producerKo'
  | 'producerEn'
  | 'category'
  | 'categoryKo'
  | 'categoryEn'
  | 'price'
  | 'unit'
  | 'stock'
  | 'barcode'
  | 'gtin'
  | 'style'
  | 'size'
  | 'colour'
  | 'colourKo'
  | 'colourEn'
  | 'picture'
  | 'popularity'

/** Names of columns as shops write them, without spaces, signs and what stands in brackets. */
const NAMES: Readonly<Record<Field, readonly string[]>> = {
  sku: ['sku', 'code', 'productcode', 'itemcode', 'id', '상품코드', '제품코드', '품번', '품목코드', '코드', '상품번호'],
  name: ['name', 'productname', 'product', 'title', 'item', '상품명', '제품명', '품명', '품목', '이름'],
  nameKo: ['nameko', 'kname', 'koreanname', '한글명', '한글이름', '상품명한글', '국문명', '조선어이름', '조선말이름'],
  nameEn: ['nameen', 'englishname', '영문명', '영어이름', '영문상품명', '상품명영문', '영문이름'],
  producer: [
    'producer',
    'manufacturer',
    'maker',
    'brand',
    '생산자',
    '제조사',
    '생산지',
    '제조원',
    '브랜드',
    '생산단위',
  ],
  producerKo: ['producerko', '생산자한글', '제조사한글'],
  producerEn: ['produceren', '생산자영문', '제조사영문', '영문생산자'],
  category: ['category', 'group', 'department', '분류', '카테고리', '부류', '상품분류', '종류'],
  categoryKo: ['categoryko', '분류한글'],
  categoryEn: ['categoryen', '분류영문', '영문분류'],
  price: ['price', 'unitprice', 'saleprice', '가격', '판매가', '단가', '판매가격', '값'],
  unit: ['unit', 'uom', '단위', '판매단위'],
  stock: ['stock', 'quantity', 'qty', 'onhand', 'inventory', '재고', '재고량', '수량', '재고수량'],
  barcode: ['barcode', 'barcodes', '바코드', '막대부호'],
  gtin: ['gtin', 'ean', 'ean13', 'upc', 'jan', '국제바코드'],
  style: ['style', 'model', 'stylecode', '스타일', '모델', '품종', '형번'],
  size: ['size', '크기', '사이즈', '규격', '치수', '호수'],
  colour: ['colour', 'color', '색', '색상', '색깔', '칼라', '컬러'],
  colourKo: ['colourko', 'colorko', '색상한글'],
  colourEn: ['colouren', 'coloren', '색상영문', '영문색상'],
  picture: ['picture', 'image', 'photo', 'picturefile', '그림', '사진', '이미지', '그림파일'],
  popularity: ['popularity', 'rank', '인기', '인기도', '판매순위점수'],
}

const FIELD_OF = new Map(
  (Object.entries(NAMES) as [Field, readonly string[]][]).flatMap(([field, names]) =>
    names.map((name) => [name, field] as const),
  ),
)

/** What a column called `header` means; undefined where the import has no use for it. */
export function fieldOf(header: string): Field | undefined {
  const plain = header
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/\([^)]*\)|\[[^\]]*\]/g, '')
    .replaceAll(/[\s_.\-/*#:]/g, '')
  return FIELD_OF.get(plain)
}

/** A file without these cannot be imported; the name may be in one language. */
export function missingFields(found: Iterable<Field>): ('sku' | 'name' | 'price')[] {
  const fields = new Set(found)
  const named = fields.has('name') || fields.has('nameKo') || fields.has('nameEn')
  const missing: ('sku' | 'name' | 'price')[] = []
  if (!fields.has('sku')) missing.push('sku')
  if (!named) missing.push('name')
  if (!fields.has('price')) missing.push('price')
  return missing
}

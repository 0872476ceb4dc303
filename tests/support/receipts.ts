import type { Language, ReceiptDocument, ReceiptItem } from '../../domain/receipt.ts'

/** A receipt with one of everything; parts can be replaced. */
export function receiptSample(language: Language, parts: Partial<ReceiptDocument> = {}): ReceiptDocument {
  const korean = language === 'ko'
  const items: ReceiptItem[] = [
    item(korean ? '달걀 30알 한 판' : 'Eggs, tray of 30', '2', '7,500', '15,000'),
    {
      ...item(
        korean ? '여성용 모직 반코트 겨울용 안감 누빔 고급형' : 'Wool half coat for women, quilted lining, winter',
        '1',
        '128,000',
        '128,000',
      ),
      variant: korean ? '베이지 M' : 'Beige M',
    },
    { ...item(korean ? '사과 (북청)' : 'Apples (Pukchong)', '1.25', '4,000', '5,000'), unit: 'gram' },
  ]
  return {
    language,
    shopName: korean ? '옥류 상점' : 'Okryu Shop',
    number: '12-0042-7',
    orderId: '0190f7e4-5a2b-7c3d-8e4f-123456789abc',
    placedAtMs: Date.UTC(2026, 10, 21, 15, 5),
    zoneOffsetMin: 540,
    currency: { code: 'KPW', digits: 0 },
    items,
    itemCount: 4,
    totalMinor: 148_000,
    payments: [
      { tender: 'cash', amountMinor: 48_000, tenderedMinor: 50_000, changeMinor: 2_000 },
      {
        tender: 'card',
        amountMinor: 100_000,
        attemptId: '0190f7e4-5a2b-7c3d-8e4f-123456789abd',
        authorisation: 'A1B2C3',
        last4: '4242',
      },
    ],
    copy: false,
    demonstration: false,
    codes: [],
    journalHead: null,
    ...parts,
  }
}

export function item(name: string, quantity = '1', price = '1,000', total = '1,000'): ReceiptItem {
  return { name, variant: '', quantity, unit: 'piece', price, total }
}

import { expect, test } from 'vitest'
import { terminalSettings } from '../../main/settings.ts'
import { newFolder } from '../support/folders.ts'
import { openStore, SHOP } from '../support/terminal.ts'

test('a setting is what stands in the database, also after a transaction that came to nothing', () => {
  const store = openStore(newFolder())
  const settings = terminalSettings(store.settings)
  settings.saveShop(SHOP)
  expect(settings.shop()).toEqual(SHOP)
  expect(() =>
    store.transaction(() => {
      settings.saveShop({ ...SHOP, cutOffMin: 240 })
      expect(settings.shop()).toEqual({ ...SHOP, cutOffMin: 240 })
      throw new Error('it came to nothing')
    }),
  ).toThrow('it came to nothing')
  expect(settings.shop()).toEqual(SHOP)
  store.close()
})

test('what does not fit counts as absent, and as what it is once it fits', () => {
  const store = openStore(newFolder())
  const settings = terminalSettings(store.settings)
  store.settings.set('shop', { ...SHOP, cutOffMin: 'midnight' })
  expect(settings.shop()).toBeUndefined()
  settings.saveShop(SHOP)
  expect(settings.shop()).toEqual(SHOP)
  store.close()
})

test('whoever reads a setting cannot change what the next one reads', () => {
  const store = openStore(newFolder())
  const settings = terminalSettings(store.settings)
  settings.saveControl({ agreed: [], differing: [], differingHeads: [{ epoch: 1, seq: 2 }] })
  const control = settings.control()
  expect(() => control.differingHeads.push({ epoch: 9, seq: 9 })).toThrow(TypeError)
  expect(() => Object.assign(control.differingHeads[0]!, { seq: 9 })).toThrow(TypeError)
  expect(settings.control().differingHeads).toEqual([{ epoch: 1, seq: 2 }])
  expect(() => Object.assign(store.settings.get('control') as object, { agreed: 1 })).toThrow(TypeError)
  store.close()
})

import { bagDrawings } from './draw-bags.ts'
import { bakeryDrawings } from './draw-bakery.ts'
import { beddingDrawings } from './draw-bedding.ts'
import { cabinetDrawings } from './draw-cabinets.ts'
import { dairyDrawings } from './draw-dairy.ts'
import { dressDrawings } from './draw-dresses.ts'
import { drinkDrawings } from './draw-drinks.ts'
import { dryDrawings } from './draw-dry.ts'
import { firstAidDrawings } from './draw-first-aid.ts'
import { fruitDrawings } from './draw-fruit.ts'
import { furnitureDrawings } from './draw-furniture.ts'
import { gadgetDrawings } from './draw-gadgets.ts'
import { jarDrawings } from './draw-jars.ts'
import { kitchenDrawings } from './draw-kitchen.ts'
import { machineDrawings } from './draw-machines.ts'
import { meatDrawings } from './draw-meat.ts'
import { medicineDrawings } from './draw-medicine.ts'
import { packDrawings } from './draw-packs.ts'
import { powerDrawings } from './draw-power.ts'
import { rootDrawings } from './draw-roots.ts'
import { seaDrawings } from './draw-sea.ts'
import { shoeDrawings } from './draw-shoes.ts'
import { skinCareDrawings } from './draw-skin-care.ts'
import { smallWearDrawings } from './draw-small-wear.ts'
import { sweetDrawings } from './draw-sweets.ts'
import { toiletryDrawings } from './draw-toiletries.ts'
import { topDrawings } from './draw-tops.ts'
import { vegetableDrawings } from './draw-vegetables.ts'
import type { Drawing } from './drawing.ts'

/** Every drawing by the name that the tables call it by. */
export const drawings: Readonly<Record<string, Drawing>> = {
  ...bagDrawings,
  ...bakeryDrawings,
  ...beddingDrawings,
  ...cabinetDrawings,
  ...dairyDrawings,
  ...dressDrawings,
  ...drinkDrawings,
  ...dryDrawings,
  ...firstAidDrawings,
  ...fruitDrawings,
  ...furnitureDrawings,
  ...gadgetDrawings,
  ...jarDrawings,
  ...kitchenDrawings,
  ...machineDrawings,
  ...meatDrawings,
  ...medicineDrawings,
  ...packDrawings,
  ...powerDrawings,
  ...rootDrawings,
  ...seaDrawings,
  ...shoeDrawings,
  ...skinCareDrawings,
  ...smallWearDrawings,
  ...sweetDrawings,
  ...toiletryDrawings,
  ...topDrawings,
  ...vegetableDrawings,
}

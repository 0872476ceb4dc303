import { bags } from './bags.ts'
import { cosmetics } from './cosmetics.ts'
import { electronics } from './electronics.ts'
import { fresh } from './fresh.ts'
import { furniture } from './furniture.ts'
import { groceries } from './groceries.ts'
import { medicine } from './medicine.ts'
import { shoes } from './shoes.ts'
import { snacks } from './snacks.ts'
import { women } from './women.ts'

/** What is on sale: a table for each category. */
export const goods: Readonly<Record<string, string>> = {
  fresh,
  groceries,
  snacks,
  women,
  shoes,
  bags,
  cosmetics,
  medicine,
  electronics,
  furniture,
}

import { contractError } from '../errors.ts'
import { contract } from './contract.ts'

const sticks = contract.courier.sticks.handler(() => [])

const write = contract.courier.write.handler(() => {
  throw contractError('courier.stick_missing')
})

const read = contract.courier.read.handler(() => {
  throw contractError('courier.stick_missing')
})

export const courier = { sticks, write, read }

import { statfs } from 'node:fs/promises'

/** How much room there is, handed in so that tests and simulations can rule it. */
export interface Disk {
  /** Bytes that may still be written in a folder. */
  freeBytes(folder: string): Promise<number>
}

export const systemDisk: Disk = {
  async freeBytes(folder) {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  },
}

/**
 * Electron waits with its own start until a program's main file has run, so that the file can name schemes and folders
 * beforehand. A runtime whose launcher does not wait is helped by requiring this file first (`electron -r`).
 */
const { join } = require('node:path')
const { app } = require('electron')

const root = join(__dirname, '..', '..', '..')
const { productName, version } = require(join(root, 'package.json'))

process.argv.splice(process.argv.indexOf('-r'), 2)
process.defaultApp = true
app.setName(productName)
app.setVersion(version)
require(join(root, 'dist', 'main', 'cabinet.cjs'))

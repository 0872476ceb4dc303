/** What can be said of a whole cart: a discount, a note. */
export const counter = {
  version: 3,
  sql: `
ALTER TABLE open_cart ADD COLUMN said TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(said));
`,
}

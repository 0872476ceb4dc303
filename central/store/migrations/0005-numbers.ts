/**
 * The highest number that any terminal ever had, which is never given again, and the numbers that a terminal had before
 * this store was put back and gave them to others: its orders of that time bear them.
 */
export const NUMBERS = `
ALTER TABLE store ADD COLUMN highest_number INTEGER NOT NULL DEFAULT 0;
UPDATE store SET highest_number = (SELECT coalesce(max(number), 0) FROM terminals);
ALTER TABLE terminals ADD COLUMN former_numbers TEXT NOT NULL DEFAULT '[]';
`

//! Comma-separated values (RFC 4180), with a header row.

/// Most rows that are read.
const MAX_ROWS: usize = 5_000;

/// Most records before the header.
const MAX_NOTES: usize = 10;

fn is_told(row: &[String]) -> bool {
    row.iter().any(|cell| !cell.trim().is_empty())
}

/// A table with named columns.
#[derive(Debug, Default)]
pub(super) struct Table {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// The table whose header names `column`; notes may stand above it. An empty one if there is none.
    pub(super) fn read(text: &str, column: &str) -> Self {
        let mut rows = records(text.trim_start_matches('\u{FEFF}')).into_iter();
        let names = |record: Vec<String>| record.iter().map(|name| name.trim().to_lowercase()).collect::<Vec<_>>();
        let header = rows.by_ref().take(MAX_NOTES).map(names).find(|names| names.iter().any(|name| name == column));
        Self { columns: header.unwrap_or_default(), rows: rows.filter(|row| is_told(row)).collect() }
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|cells| Row { table: self, cells })
    }
}

/// A row of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a> {
    table: &'a Table,
    cells: &'a [String],
}

impl<'a> Row<'a> {
    /// What stands in the column of this name, if that says anything.
    pub(super) fn cell(&self, column: &str) -> Option<&'a str> {
        let at = self.table.columns.iter().position(|name| name == column)?;
        self.cells.get(at).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    }
}

/// The records of a text; a quoted field may hold commas, line ends and, doubled, quotes.
fn records(text: &str) -> Vec<Vec<String>> {
    let mut records = Vec::new();
    let mut record: Vec<String> = Vec::new();
    let mut field = String::new();
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if field.is_empty() => quoted = true,
            ',' if !quoted => record.push(std::mem::take(&mut field)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
                if records.len() > MAX_ROWS {
                    return records;
                }
            }
            c => field.push(c),
        }
    }
    if !field.is_empty() || !record.is_empty() {
        record.push(field);
        records.push(record);
    }
    records
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_fields_hold_commas_quotes_and_lines() {
        let table =
            Table::read("Notes:\n\nName,Note\r\n\"Doe, Ada\",\"said \"\"hm\"\"\nand left\"\r\n,\nBob,\n", "name");
        let rows: Vec<_> = table.rows().map(|row| (row.cell("name"), row.cell("note"))).collect();
        assert_eq!(rows, [(Some("Doe, Ada"), Some("said \"hm\"\nand left")), (Some("Bob"), None)]);
        assert_eq!(table.rows().next().unwrap().cell("other"), None);
    }
}

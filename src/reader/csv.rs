//! Comma-separated values (RFC 4180), with a header row.

/// Most rows that are read.
const MAX_ROWS: usize = 5_000;

/// A table with named columns.
#[derive(Debug, Default)]
pub(super) struct Table {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn read(text: &str) -> Self {
        let mut rows = records(text).into_iter();
        let columns = rows.next().unwrap_or_default().iter().map(|name| name.trim().to_lowercase()).collect();
        Self { columns, rows: rows.collect() }
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
        let table = Table::read("Name,Note\r\n\"Doe, Ada\",\"said \"\"hm\"\"\nand left\"\r\nBob,\n");
        let rows: Vec<_> = table.rows().map(|row| (row.cell("name"), row.cell("note"))).collect();
        assert_eq!(rows, [(Some("Doe, Ada"), Some("said \"hm\"\nand left")), (Some("Bob"), None)]);
        assert_eq!(table.rows().next().unwrap().cell("other"), None);
    }
}

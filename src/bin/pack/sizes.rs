//! How large the files of a site are.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

/// What is not fetched before a CV can be read.
const NOT_FIRST_LOAD: &[&str] =
    &["readback.html", "_headers", "assets/pdf_reader-", "assets/document_reader-", "assets/painter-"];

/// Bytes of a file: as it is, and as a host may send it.
#[derive(Default)]
struct Sizes {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// A table of the files in `dir`, and the sum of those that are fetched before a CV can be read.
pub fn table(dir: &Path) -> io::Result<String> {
    let mut table = format!("{:<28} {:>9} {:>9} {:>9}\n", "bytes", "raw", "gzip", "brotli");
    let mut first_load = Sizes::default();
    for path in files(dir)? {
        let name = path.strip_prefix(dir).unwrap_or(&path).display().to_string();
        let sizes = measure(&fs::read(&path)?)?;
        row(&mut table, &name, &sizes);
        if !NOT_FIRST_LOAD.iter().any(|later| name.starts_with(later)) {
            first_load.raw += sizes.raw;
            first_load.gzip += sizes.gzip;
            first_load.brotli += sizes.brotli;
        }
    }
    row(&mut table, "first load", &first_load);
    Ok(table)
}

fn row(table: &mut String, name: &str, sizes: &Sizes) {
    let Sizes { raw, gzip, brotli } = sizes;
    writeln!(table, "{name:<28} {raw:>9} {gzip:>9} {brotli:>9}").expect("a string takes everything");
}

fn measure(bytes: &[u8]) -> io::Result<Sizes> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    let mut brotli = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut brotli, &parameters)?;
    Ok(Sizes { raw: bytes.len(), gzip: gzip.finish()?.len(), brotli: brotli.len() })
}

fn files(dir: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() { files.extend(self::files(&path)?) } else { files.push(path) }
    }
    files.sort();
    Ok(files)
}

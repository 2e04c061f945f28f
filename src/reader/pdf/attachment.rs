//! Files that lie in a PDF, and the résumé that one of them may be: Europass puts its XML there, others a `resume.json`.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Object, Stream, String as Bytes};

use super::annotation::text_string;
use super::inflation::Budget;
use crate::encoding;
use crate::reader::{RawDocument, europass, json_resume};

/// More files than this are no CV's.
const MAX_FILES: usize = 32;

/// Branches of the tree of their names that are followed.
const MAX_BRANCHES: usize = 32;

/// Bytes of a résumé as data; a long one has some ten thousand.
const MAX_BYTES: usize = 2 << 20;

/// Fewer lines say less than the pages do.
const LEAST_LINES: usize = 3;

/// A file that lies in the PDF and is a résumé.
pub(super) struct Data {
    pub name: String,
    pub raw: RawDocument,
}

/// The first attached file that is a résumé, with a name for a person.
pub(super) fn resume(pdf: &Pdf, budget: &Budget) -> Option<Data> {
    files(pdf).iter().take(MAX_FILES).find_map(|file| {
        let contents = file.get::<Dict<'_>>("EF")?;
        let stream = ["UF", "F"].into_iter().find_map(|key| contents.get::<Stream<'_>>(key))?;
        let text = encoding::decode(&budget.inflate(&stream).filter(|data| data.len() <= MAX_BYTES)?).into_owned();
        let raw = match text.trim_start().chars().next()? {
            '{' => json_resume::read(&text).ok(),
            '<' => europass::read(&text),
            _ => None,
        };
        let raw = raw.filter(|raw| raw.blocks.iter().map(|block| block.lines.len()).sum::<usize>() >= LEAST_LINES)?;
        let name = ["UF", "F"].into_iter().find_map(|key| file.get::<Bytes<'_>>(key));
        Some(Data { name: name.map(|name| text_string(name.as_bytes())).unwrap_or_default(), raw })
    })
}

/// What says where each attached file is: of the document (ISO 32000-2, 7.7.4 and 14.13), then of notes on its pages.
fn files(pdf: &Pdf) -> Vec<Dict<'_>> {
    let mut files = Vec::new();
    if let Some(catalogue) = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()) {
        if let Some(tree) = catalogue.get::<Dict<'_>>("Names").and_then(|names| names.get::<Dict<'_>>("EmbeddedFiles"))
        {
            named(tree, &mut files);
        }
        files.extend(dictionaries(&catalogue, "AF"));
    }
    for page in pdf.pages().iter().take(MAX_FILES) {
        files.extend(dictionaries(page.raw(), "Annots").filter_map(|note| note.get::<Dict<'_>>("FS")));
    }
    files
}

/// The files of a tree of names, whose branches may lead back to it.
fn named<'a>(tree: Dict<'a>, files: &mut Vec<Dict<'a>>) {
    let mut branches = vec![tree];
    for _ in 0..MAX_BRANCHES {
        let Some(branch) = branches.pop() else { break };
        files.extend(dictionaries(&branch, "Names"));
        branches.extend(dictionaries(&branch, "Kids"));
    }
}

/// The dictionaries in an array of `dict`.
fn dictionaries<'a>(dict: &Dict<'a>, key: &str) -> impl Iterator<Item = Dict<'a>> + use<'a> {
    let array = dict.get::<Array<'a>>(key).unwrap_or_default();
    array.iter::<Object<'a>>().take(2 * MAX_FILES).filter_map(Object::into_dict)
}

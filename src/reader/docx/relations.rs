//! Relationships: what a part's identifiers lead to.

use std::collections::BTreeMap;

use crate::reader::ReadError;
use crate::reader::office::package::{Package, resolve};
use crate::reader::office::xml::{attribute, name, parse};

/// The relationships of one part, by identifier.
#[derive(Debug, Default)]
pub(super) struct Relations {
    by_id: BTreeMap<String, Relation>,
}

#[derive(Debug)]
struct Relation {
    /// The last step of its type: "styles", "hyperlink" …
    kind: String,
    /// A part's name, or an address outside the package.
    target: String,
}

impl Relations {
    /// Those of `part`; of the package itself if that is empty. None where they cannot be read.
    ///
    /// # Errors
    /// As those of [`Package::optional`].
    pub(super) fn of(package: &mut Package, part: &str) -> Result<Self, ReadError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let place = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let text = package.optional(&format!("{place}_rels/{file}.rels"))?;
        Ok(text.map_or_else(Self::default, |text| Self::read(&text, part)))
    }

    fn read(text: &str, part: &str) -> Self {
        let mut relations = Self::default();
        let Ok(document) = parse(text) else { return relations };
        for node in document.descendants().filter(|node| name(*node) == "Relationship") {
            let (Some(id), Some(target)) = (attribute(node, "Id"), attribute(node, "Target")) else { continue };
            let kind = attribute(node, "Type").unwrap_or_default();
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            let is_external = attribute(node, "TargetMode") == Some("External");
            let target = if is_external { target.to_owned() } else { resolve(part, target) };
            relations.by_id.insert(id.to_owned(), Relation { kind, target });
        }
        relations
    }

    /// What an identifier leads to.
    pub(super) fn target(&self, id: &str) -> Option<&str> {
        self.by_id.get(id).map(|relation| relation.target.as_str())
    }

    /// What the relationships of a kind lead to.
    pub(super) fn targets(&self, kind: &str) -> impl Iterator<Item = &str> {
        self.by_id.values().filter(move |relation| relation.kind == kind).map(|relation| relation.target.as_str())
    }
}

//! The links that are open, and how much of the text each marks.

use std::ops::Range;

/// How many pieces of text carry the target of one link: a page that is one link is not copied a thousand times.
const USES: u32 = 64;

/// Longest link target that is kept, in bytes.
const LONGEST: usize = 1000;

/// What stands for a link that shows no words: the address, if it leads outward. `mailto:ada@example.org?subject=Hello` is an
/// address with its trimmings.
pub(super) fn address(target: &str) -> Option<&str> {
    let target = target.trim();
    let plain = ["mailto:", "tel:"].iter().find_map(|kind| target.strip_prefix(kind));
    let plain = plain.map(|address| address.split('?').next().unwrap_or(address));
    plain.or_else(|| target.starts_with("http").then_some(target)).filter(|address| !address.is_empty())
}

/// Whether the texts of a link are a picture: what it leads to is said by its target only. A full stop or a blank between two
/// links is none; the signs of symbol fonts are bullets and tabs.
pub(super) fn is_picture<'t>(mut texts: impl Iterator<Item = &'t str>) -> bool {
    let mut has_sign = false;
    let is_wordless = texts.all(|text| {
        has_sign |= text.contains(|c: char| c >= '\u{2190}' || matches!(c, '\t' | '•'));
        !text.contains(char::is_alphanumeric)
    });
    is_wordless && has_sign
}

/// All links of a document, by number.
#[derive(Debug, Default)]
pub(super) struct Links {
    links: Vec<Link>,
}

#[derive(Debug)]
struct Link {
    target: String,
    at: Range<usize>,
    uses: u32,
}

impl Links {
    /// The number of a link to `target`, which stands at `at`; none if it leads nowhere.
    pub(super) fn open(&mut self, target: &str, at: &Range<usize>) -> Option<usize> {
        let target = target.trim();
        if target.is_empty() || target.starts_with('#') || target.len() > LONGEST {
            return None;
        }
        self.links.push(Link { target: target.to_owned(), at: at.clone(), uses: 0 });
        Some(self.links.len() - 1)
    }

    /// Counts a piece of text under the link; gives the link unless it has been used up.
    pub(super) fn mark(&mut self, link: Option<usize>) -> Option<usize> {
        let found = link.and_then(|link| self.links.get_mut(link))?;
        found.uses += 1;
        if found.uses <= USES { link } else { None }
    }

    pub(super) fn target(&self, link: Option<usize>) -> Option<&str> {
        link.and_then(|link| self.links.get(link)).map(|link| link.target.as_str())
    }

    /// Text for a link that shows nothing but an icon, and where it stands: its target, if that leads outward.
    pub(super) fn name(&self, link: Option<usize>) -> Option<(String, Range<usize>)> {
        let link = link.and_then(|link| self.links.get(link))?;
        let is_outward = link.target.starts_with("http") || link.target.starts_with("mailto:");
        if link.uses > 0 || !is_outward || link.at.is_empty() {
            return None;
        }
        let shown = link.target.strip_prefix("mailto:").unwrap_or(&link.target);
        let is_exact = link.at.len() == link.target.len();
        let at = if is_exact { link.at.end - shown.len()..link.at.end } else { link.at.clone() };
        Some((shown.to_owned(), at))
    }
}

//! XML of files that come from strangers: what would cost more than its length is refused before a tree is built.

use roxmltree::{Document, Node, ParsingOptions};

/// Deepest nesting of elements. Every recursion over a tree ends here, on the small stack of a worker too.
const MAX_DEPTH: usize = 256;

/// Most nodes of a part.
const MAX_NODES: u32 = 400_000;

/// Most attributes of an element, and most namespaces declared at one place: the parser compares each with each.
const MAX_ATTRIBUTES: usize = 128;

/// Builds the tree of a part; the error says what is wrong with it.
pub(in crate::reader) fn parse(text: &str) -> Result<Document<'_>, String> {
    check(text)?;
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| error.to_string())
}

/// Refuses definitions of entities, and nesting, attributes and namespaces beyond what documents have.
fn check(text: &str) -> Result<(), String> {
    let bytes = text.as_bytes();
    // For each open element, how many namespaces are declared in it and around it.
    let mut scopes: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(open) = bytes.get(at..).and_then(|rest| rest.iter().position(|&byte| byte == b'<')) {
        let from = at + open + 1;
        let rest = bytes.get(from..).unwrap_or_default();
        at = match rest.first() {
            Some(b'!') if rest.starts_with(b"!--") => after(bytes, from + 3, b"-->"),
            Some(b'!') if rest.starts_with(b"![CDATA[") => after(bytes, from + 8, b"]]>"),
            Some(b'!') => return Err("it defines entities of its own".to_owned()),
            Some(b'?') => after(bytes, from + 1, b"?>"),
            Some(b'/') => {
                scopes.pop();
                after(bytes, from, b">")
            }
            _ => {
                let tag = Tag::read(rest);
                let namespaces = scopes.last().copied().unwrap_or(0) + tag.namespaces;
                if tag.attributes > MAX_ATTRIBUTES || namespaces > MAX_ATTRIBUTES {
                    return Err("an element has too many attributes".to_owned());
                }
                if !tag.is_closed {
                    scopes.push(namespaces);
                }
                if scopes.len() > MAX_DEPTH {
                    return Err("its elements are nested too deeply".to_owned());
                }
                from + tag.len
            }
        };
    }
    Ok(())
}

/// Where `mark` ends at or after `from`.
fn after(bytes: &[u8], from: usize, mark: &[u8]) -> usize {
    let found = bytes.get(from..).and_then(|rest| rest.windows(mark.len()).position(|window| window == mark));
    found.map_or(bytes.len(), |found| from + found + mark.len())
}

/// A start tag.
struct Tag {
    len: usize,
    attributes: usize,
    namespaces: usize,
    /// It ends with `/>`.
    is_closed: bool,
}

impl Tag {
    fn read(rest: &[u8]) -> Self {
        let mut tag = Self { len: rest.len(), attributes: 0, namespaces: 0, is_closed: false };
        let mut quote = None;
        let mut before = b' ';
        for (at, &byte) in rest.iter().enumerate() {
            match quote {
                Some(mark) => {
                    if byte == mark {
                        quote = None;
                    }
                }
                None => match byte {
                    b'"' | b'\'' => quote = Some(byte),
                    b'=' => tag.attributes += 1,
                    b'x' if before.is_ascii_whitespace() => {
                        let name = rest.get(at..).unwrap_or_default();
                        tag.namespaces += usize::from(name.starts_with(b"xmlns"));
                    }
                    b'>' => {
                        tag.len = at + 1;
                        tag.is_closed = before == b'/';
                        break;
                    }
                    _ => {}
                },
            }
            before = byte;
        }
        tag
    }
}

/// The element's name without its prefix; empty for a node that is no element.
pub(in crate::reader) fn name<'a>(node: Node<'a, '_>) -> &'a str {
    node.tag_name().name()
}

/// The value of the attribute with this name, whatever its prefix.
pub(in crate::reader) fn attribute<'a>(node: Node<'a, '_>, local: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == local).map(|attribute| attribute.value())
}

/// The elements that stand in this one.
pub(in crate::reader) fn elements<'a, 'input>(node: Node<'a, 'input>) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(Node::is_element)
}

/// The first element with this name that stands in this one.
pub(in crate::reader) fn child<'a, 'input>(node: Node<'a, 'input>, local: &str) -> Option<Node<'a, 'input>> {
    elements(node).find(|child| name(*child) == local)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_costs_more_than_its_length() {
        let deep = "<a>".repeat(300) + &"</a>".repeat(300);
        assert!(parse(&deep).unwrap_err().contains("nested"));
        let numbered =
            |name: &str, count: usize| (0..count).fold(String::new(), |all, n| all + &format!(" {name}{n}='u'"));
        let wide = format!("<a{}/>", numbered("n", 200));
        assert!(parse(&wide).unwrap_err().contains("attributes"));
        let names = numbered("xmlns:n", 100);
        assert!(parse(&format!("<a{names}><b{names}/></a>")).unwrap_err().contains("attributes"));
        let bomb = "<!DOCTYPE a [<!ENTITY x 'xx'>]><a>&x;</a>";
        assert!(parse(bomb).unwrap_err().contains("entities"));
        assert!(parse("<a b='<'/>").is_err());
        assert!(parse("<a><!-- <b> --><![CDATA[<c>]]><?d <e> ?></a>").is_ok());
        assert!(parse("<a").is_err());
    }
}

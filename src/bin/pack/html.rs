//! index.html as Trunk leaves it, taken apart: the packer writes its own links and scripts.

/// A page whose head has lost its scripts, style sheets and preloads.
#[derive(Debug, PartialEq)]
pub struct Shell {
    /// Up to and with `<head>`.
    before: String,
    /// What is left of the head.
    head: String,
    /// From `</head>` on.
    after: String,
    /// The style sheets that stood in the head, in their order, as paths.
    pub styles: Vec<String>,
}

impl Shell {
    /// `None` if there is no head.
    pub fn parse(html: &str) -> Option<Self> {
        let (before, rest) = html.split_once("<head>")?;
        let (head, after) = rest.split_once("</head>")?;
        let mut kept = String::new();
        let mut styles = Vec::new();
        let mut pieces = head.split('<');
        kept.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            let rel = attribute(piece, "rel");
            let name = piece.split(|c: char| c.is_whitespace() || c == '>').next().unwrap_or_default();
            match (name, rel) {
                ("link", Some("stylesheet")) => {
                    styles.extend(attribute(piece, "href").map(|href| href.trim_start_matches("./").to_owned()));
                }
                ("link", Some("modulepreload" | "preload")) | ("script" | "/script", _) => {}
                _ => {
                    kept.push('<');
                    kept.push_str(piece);
                }
            }
        }
        let head = kept.lines().filter(|line| !line.trim().is_empty()).flat_map(|line| [line, "\n"]).collect();
        Some(Self { before: format!("{before}<head>\n"), head, after: format!("</head>{after}"), styles })
    }

    /// The page with `first` behind the declaration of its encoding, `last` at the end of its head and `end` at the end of
    /// its body.
    pub fn with(&self, first: &str, last: &str, end: &str) -> String {
        let (encoding, head) = self.head.split_once('\n').unwrap_or_default();
        let (body, close) = self.after.rsplit_once("</body>").unwrap_or((&self.after, ""));
        format!("{}{encoding}\n{first}{head}{last}{body}{end}</body>{close}", self.before)
    }
}

/// The value of a quoted attribute; `tag` begins with the element's name.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (tag, _) = tag.split_once('>')?;
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_is_rewritten() {
        let html = "<!doctype html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>A</title>\n\
                    <link rel=\"stylesheet\" href=\"./a.css\" integrity=\"x\"/>\n<script type=\"module\">\nimport 'x';\n</script>\
                    <link rel=\"modulepreload\" href=\"./page.js\">\n</head>\n<body>\n<p>B</p>\n</body>\n</html>\n";
        let shell = Shell::parse(html).unwrap();
        assert_eq!(shell.styles, ["a.css"]);
        assert_eq!(
            shell.with("<first>\n", "<last>\n", "<end>\n"),
            "<!doctype html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<first>\n<title>A</title>\n<last>\n\
             </head>\n<body>\n<p>B</p>\n<end>\n</body>\n</html>\n"
        );
    }
}

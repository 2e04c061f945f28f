//! The site: Trunk's files in, the strict hosted build and the single file out.

use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use crate::html::Shell;
use crate::{bytes_as_text, policy, wasm};

/// What Trunk made, read.
struct Built {
    shell: Shell,
    boot: String,
    style: String,
    /// A data URL.
    icon: String,
    /// What runs in the page and in workers, by name.
    programs: Vec<(&'static str, Program)>,
}

/// The programs; the first runs in the page too and is loaded at once, the others when they are needed.
const PROGRAMS: [&str; 4] = ["readback", "pdf_reader", "document_reader", "painter"];

/// A program: a JavaScript function that gives what starts it, and the wasm as text.
struct Program {
    glue: String,
    wasm: String,
}

/// Turns `dir`, as Trunk leaves it, into the site.
pub fn pack(dir: &Path) -> Result<(), Box<dyn Error>> {
    let built = Built::read(dir)?;
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() { fs::remove_dir_all(path)? } else { fs::remove_file(path)? }
    }
    fs::create_dir(dir.join("assets"))?;
    hosted(&built, dir)?;
    fs::write(dir.join("readback.html"), single(&built)?)?;
    fs::write(dir.join("_headers"), policy::HEADERS)?;
    Ok(())
}

/// What wasm-bindgen wrote (`--target no-modules`, which defines `wasm_bindgen`) as a function that gives it. The page calls
/// it; a worker gets it as text. Its lines are not indented: it has no strings of several lines.
fn glue(script: &str) -> String {
    let lines: String = script.lines().flat_map(|line| [line.trim_start(), "\n"]).collect();
    format!("() => {{\n{lines}return wasm_bindgen;\n}}")
}

impl Built {
    fn read(dir: &Path) -> Result<Self, Box<dyn Error>> {
        let text = |name: &str| {
            fs::read_to_string(dir.join(name)).map_err(|error| format!("{}: {error}", dir.join(name).display()))
        };
        let program = |name: &str| -> Result<Program, Box<dyn Error>> {
            let path = dir.join(format!("{name}_bg.wasm"));
            let bytes = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            let bytes = wasm::without_notes(&bytes).ok_or_else(|| format!("{}: not a wasm file", path.display()))?;
            let (bytes, script) = wasm::with_short_imports(&bytes, &text(&format!("{name}.js"))?)
                .ok_or_else(|| format!("{name}.js: not the glue of {}", path.display()))?;
            Ok(Program { glue: glue(&script), wasm: bytes_as_text::in_script(&bytes) })
        };
        let shell = Shell::parse(&text("index.html")?).ok_or("index.html has no head")?;
        let style = shell.styles.iter().map(|name| text(name)).collect::<Result<String, _>>()?;
        Ok(Self {
            boot: text("boot.js")?,
            icon: format!("data:image/svg+xml;base64,{}", BASE64_STANDARD.encode(text("icon.svg")?.trim())),
            programs: PROGRAMS.iter().map(|name| Ok((*name, program(name)?))).collect::<Result<_, Box<dyn Error>>>()?,
            shell,
            style,
        })
    }

    /// The head's part that both builds share: the policy comes first, so that nothing precedes it.
    fn first(policy: &str) -> String {
        format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n")
    }

    fn icon_link(&self) -> String {
        format!("<link rel=\"icon\" href=\"{}\">\n", self.icon)
    }
}

/// Writes index.html and its files.
fn hosted(built: &Built, dir: &Path) -> Result<(), Box<dyn Error>> {
    let asset = |name: &str, extension: &str, content: &str| -> Result<String, Box<dyn Error>> {
        let digest: [u8; 32] = Sha256::digest(content).into();
        let hash = digest.first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes));
        let file = format!("{name}-{hash:016x}.{extension}");
        fs::write(dir.join("assets").join(&file), content)?;
        Ok(file)
    };
    let style = asset("style", "css", &built.style)?;
    let mut sources = "const sources = {\n".to_owned();
    let mut later = "};\nconst later = {\n".to_owned();
    let mut preload = String::new();
    for (name, program) in &built.programs {
        let text = format!("export const glue = {};\nexport const wasm = `{}`;\n", program.glue, program.wasm);
        let file = asset(name, "js", &text)?;
        if *name == PROGRAMS[0] {
            let _ = writeln!(sources, "{name}: () => import('./{file}'),");
            preload = format!("<link rel=\"modulepreload\" href=\"assets/{file}\" fetchpriority=\"low\">\n");
        } else {
            let _ = writeln!(later, "{name}: 'assets/{file}',");
        }
    }
    let sources = sources + &later + "};\n";
    let boot = asset("boot", "js", &(sources + &built.boot))?;
    let links = format!(
        "{}<script src=\"assets/{boot}\"></script>\n<link rel=\"stylesheet\" href=\"assets/{style}\">\n{preload}",
        built.icon_link()
    );
    fs::write(dir.join("index.html"), built.shell.with(&Built::first(&policy::hosted()), &links, ""))?;
    Ok(())
}

/// The same programs in one file.
fn single(built: &Built) -> Result<String, Box<dyn Error>> {
    let mut script =
        "const held = (id) => document.getElementById(id).textContent;\nconst later = {};\nconst sources = {\n"
            .to_owned();
    for (name, program) in &built.programs {
        let _ = writeln!(script, "{name}: async () => ({{ glue: {}, wasm: held('{name}-wasm') }}),", program.glue);
    }
    script.push_str("};\n");
    script.push_str(&built.boot);
    let style = &built.style;
    for (text, end) in [(script.as_str(), "</script"), (&script, "<!--"), (style, "</style")] {
        if text.to_ascii_lowercase().contains(end) {
            return Err(format!("{end} would end the element too early in the single file").into());
        }
    }
    let hash = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text));
    let first = Built::first(&policy::single(&hash(&script), &hash(style)));
    let last = format!("{}<script>{script}</script>\n<style>{style}</style>\n", built.icon_link());
    let mut held = String::new();
    for (name, program) in &built.programs {
        let wasm = bytes_as_text::in_html(&program.wasm);
        let _ = writeln!(held, "<script type=\"text/plain\" id=\"{name}-wasm\">{wasm}</script>");
    }
    Ok(built.shell.with(&first, &last, &held))
}

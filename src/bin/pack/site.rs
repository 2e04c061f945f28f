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
    page: Program,
    /// What runs in workers, by name.
    workers: Vec<(&'static str, Program)>,
}

/// The programs that run in workers; the first is loaded with the page, the others when they are needed.
const WORKERS: [&str; 4] = ["worker", "pdf_reader", "document_reader", "painter"];

/// How many programs are loaded at once: the page and the first worker.
const AT_ONCE: usize = 2;

/// A program: wasm-bindgen's glue (`--target no-modules`, which defines `wasm_bindgen`), and the wasm as text.
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

impl Built {
    fn read(dir: &Path) -> Result<Self, Box<dyn Error>> {
        let text = |name: &str| {
            fs::read_to_string(dir.join(name)).map_err(|error| format!("{}: {error}", dir.join(name).display()))
        };
        let program = |name: &str| -> Result<Program, Box<dyn Error>> {
            let path = dir.join(format!("{name}_bg.wasm"));
            let bytes = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            let bytes = wasm::without_notes(&bytes).ok_or_else(|| format!("{}: not a wasm file", path.display()))?;
            Ok(Program { glue: text(&format!("{name}.js"))?, wasm: bytes_as_text::in_script(&bytes) })
        };
        let shell = Shell::parse(&text("index.html")?).ok_or("index.html has no head")?;
        let style = shell.styles.iter().map(|name| text(name)).collect::<Result<String, _>>()?;
        Ok(Self {
            boot: text("boot.js")?,
            icon: format!("data:image/svg+xml;base64,{}", BASE64_STANDARD.encode(text("icon.svg")?.trim())),
            page: program("page")?,
            workers: WORKERS.iter().map(|name| Ok((*name, program(name)?))).collect::<Result<_, Box<dyn Error>>>()?,
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
    let page = asset(
        "page",
        "js",
        &format!(
            "{}\nexport const start = wasm_bindgen;\nexport const wasm = `{}`;\n",
            built.page.glue, built.page.wasm
        ),
    )?;
    let mut now = vec![("page", page)];
    let mut later = Vec::new();
    for (name, program) in &built.workers {
        let glue = string(&program.glue)?;
        let file =
            asset(name, "js", &format!("export const glue = {glue};\nexport const wasm = `{}`;\n", program.wasm))?;
        if now.len() < AT_ONCE { now.push((name, file)) } else { later.push((name, file)) }
    }
    let mut sources = "const sources = {\n".to_owned();
    for (name, file) in &now {
        let _ = writeln!(sources, "{name}: () => import('./{file}'),");
    }
    sources.push_str("};\nconst later = {\n");
    for (name, file) in &later {
        let _ = writeln!(sources, "{name}: 'assets/{file}',");
    }
    sources.push_str("};\n");
    let boot = asset("boot", "js", &(sources + &built.boot))?;
    let links = format!(
        "{}<script src=\"assets/{boot}\"></script>\n<link rel=\"stylesheet\" href=\"assets/{style}\">\n\
         {}",
        built.icon_link(),
        now.iter().map(|(_, file)| preload(file)).collect::<String>()
    );
    fs::write(dir.join("index.html"), built.shell.with(&Built::first(&policy::hosted()), &links, ""))?;
    Ok(())
}

fn preload(file: &str) -> String {
    format!("<link rel=\"modulepreload\" href=\"assets/{file}\" fetchpriority=\"low\">\n")
}

/// The same programs in one file.
fn single(built: &Built) -> Result<String, Box<dyn Error>> {
    let mut script = format!(
        "const held = (id) => document.getElementById(id).textContent;\nconst later = {{}};\nconst sources = {{\n\
         page: async () => {{\n{}\nreturn {{ start: wasm_bindgen, wasm: held('page-wasm') }};\n}},\n",
        built.page.glue
    );
    for (name, program) in &built.workers {
        let glue = string(&program.glue)?;
        let _ = writeln!(script, "{name}: async () => ({{ glue: {glue}, wasm: held('{name}-wasm') }}),");
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
    let programs =
        [("page", &built.page)].into_iter().chain(built.workers.iter().map(|(name, program)| (*name, program)));
    let mut held = String::new();
    for (name, program) in programs {
        let wasm = bytes_as_text::in_html(&program.wasm);
        let _ = writeln!(held, "<script type=\"text/plain\" id=\"{name}-wasm\">{wasm}</script>");
    }
    Ok(built.shell.with(&first, &last, &held))
}

/// `text` as a JavaScript string.
fn string(text: &str) -> Result<String, serde_json::Error> {
    serde_json::to_string(text)
}

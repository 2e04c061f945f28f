//! The analysing worker: its own program with its own memory, which the page cancels and replaces at will. It reads the
//! plain formats, and understands whatever was read. It keeps nothing between two requests.

/// The worker runs in a browser only.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}

#[cfg(target_arch = "wasm32")]
mod port;

#[cfg(target_arch = "wasm32")]
fn main() {
    port::open(worker::answer);
    worker::warm_up();
}

#[cfg(target_arch = "wasm32")]
mod worker {
    use cv_readback::analysis::understand;
    use cv_readback::entity::date::Month;
    use cv_readback::format::{self, Format};
    use cv_readback::protocol::{Answer, Task, decode, encode};
    use cv_readback::reader;

    pub fn answer(task: Task, bytes: &[u8]) -> (Answer, Vec<u8>) {
        match task {
            Task::Analyze { name, today } => {
                let format = format::detect(bytes, &name);
                if format.has_layout() {
                    return (Answer::NeedsReader { format }, Vec::new());
                }
                match reader::read_plain(bytes, format) {
                    Ok(blocks) => (Answer::Understood, encode(&understand(format, blocks.into(), today))),
                    Err(error) => (Answer::Failed { error }, Vec::new()),
                }
            }
            Task::Understand { format, today } => {
                let raw = decode(bytes).expect("the reading worker encoded it");
                (Answer::Understood, encode(&understand(format, raw, today)))
            }
            Task::Read { .. } | Task::Open { .. } | Task::Paint { .. } => unreachable!("another worker's task"),
        }
    }

    /// The vocabularies are read at their first use: better now than when somebody waits.
    pub fn warm_up() {
        let blocks = reader::read_plain(WARM_UP.as_bytes(), Format::Markdown).unwrap_or_default();
        let _ = understand(Format::Markdown, blocks.into(), Month::new(2000, 1));
    }

    /// A CV that touches every vocabulary.
    const WARM_UP: &str = "# Ada Doe\n\nada@example.org | +44 20 7946 0000 | example.org | London, UK\n\n## Experience\n\n\
        ### Engineer, Acme Ltd\n\n*May 1998 - June 1999*\n\n- Built things in Go, with Python and Excel.\n\n## Education\n\n\
        BSc Physics, University of Leeds, 1997, 2:1\n\n## Skills\n\n- Languages: Rust, C\n\n## Languages\n\n- French (fluent)\n";
}

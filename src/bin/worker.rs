//! The analysing worker: its own program with its own memory, which the page cancels and replaces at will. It reads the
//! plain formats, and understands whatever was read. It keeps nothing between two requests.

/// The worker runs in a browser only.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}

#[cfg(target_arch = "wasm32")]
mod port;

#[cfg(target_arch = "wasm32")]
fn main() {
    port::open(|request, bytes| worker::answer(request.task, bytes));
    cv_readback::analysis::warm_up();
}

#[cfg(target_arch = "wasm32")]
mod worker {
    use cv_readback::analysis::understand_with;
    use cv_readback::format;
    use cv_readback::protocol::{Answer, Task, decode, encode};
    use cv_readback::reader;

    pub fn answer(task: Task, bytes: &[u8]) -> (Answer, Vec<u8>) {
        match task {
            Task::Analyze { name, as_of, choices } => {
                let format = format::detect(bytes, &name);
                if format.has_layout() {
                    return (Answer::NeedsReader { format }, Vec::new());
                }
                match reader::read_plain(bytes, format) {
                    Ok(blocks) => {
                        (Answer::Understood, encode(&understand_with(format, blocks.into(), as_of, &choices)))
                    }
                    Err(error) => (Answer::Failed { error }, Vec::new()),
                }
            }
            Task::Understand { format, as_of, choices } => {
                let raw = decode(bytes).expect("the reading worker encoded it");
                (Answer::Understood, encode(&understand_with(format, raw, as_of, &choices)))
            }
            Task::Read { .. } | Task::Open { .. } | Task::Paint { .. } => unreachable!("another worker's task"),
        }
    }
}

//! The reading worker: turns a file that has layout (PDF, word processor, LaTeX) into blocks. It is loaded when the first
//! such file comes, so that nobody else waits for it. It keeps nothing between two requests.

/// The worker runs in a browser only.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}

#[cfg(target_arch = "wasm32")]
mod port;

#[cfg(target_arch = "wasm32")]
fn main() {
    port::open(answer);
}

#[cfg(target_arch = "wasm32")]
fn answer(task: cv_readback::protocol::Task, bytes: &[u8]) -> (cv_readback::protocol::Answer, Vec<u8>) {
    use cv_readback::protocol::{Answer, Task, encode};
    use cv_readback::reader;

    match task {
        Task::Read { format, password } => match reader::read_layout(bytes, format, &password) {
            Ok(raw) => (Answer::Read, encode(&raw)),
            Err(error) => (Answer::Failed { error }, Vec::new()),
        },
        Task::Analyze { .. } | Task::Understand { .. } | Task::Open { .. } | Task::Paint { .. } => {
            unreachable!("another worker's task")
        }
    }
}

//! The program in a worker: understands what was read, and reads the plain formats itself. It keeps nothing between two
//! requests, and the page cancels and replaces its worker at will.

use cv_readback::analysis::{understand_with, warm_up};
use cv_readback::encoding;
use cv_readback::format;
use cv_readback::protocol::{Answer, Task, decode, encode};
use cv_readback::reader;

use crate::port;

pub fn start() {
    port::open(|request, bytes| answer(request.task, bytes));
    warm_up();
}

fn answer(task: Task, bytes: &[u8]) -> (Answer, Vec<u8>) {
    match task {
        Task::Analyze { name, as_of, choices } => {
            let format = format::detect(bytes, &name);
            if format.has_layout() || (format.is_plain() && !encoding::is_plain(bytes)) {
                return (Answer::NeedsReader { format }, Vec::new());
            }
            match reader::read_plain(bytes, format) {
                Ok(raw) => (Answer::Understood, encode(&understand_with(format, raw, as_of, &choices))),
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

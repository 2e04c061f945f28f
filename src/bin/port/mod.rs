//! A worker's side of the protocol: takes requests, posts the answers, and says so before it dies.

use cv_readback::format::Format;
use cv_readback::protocol::{Answer, Request, Response, Task, decode, encode};
use cv_readback::reader::{RawDocument, ReadError};
use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Answers requests with `answer`, which gets the request and the bytes beside it, and gives the bytes that go beside the
/// answer. A message that is not a request is a programmer's error and panics, as any other error of ours would: the page
/// is told why, throws the worker away and starts another.
pub fn open(answer: fn(Request, &[u8]) -> (Answer, Vec<u8>)) {
    std::panic::set_hook(Box::new(|info| {
        let message = info.to_string();
        web_sys::console::error_1(&message.as_str().into());
        post(0, Answer::Panicked { message }, &[]);
    }));
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let (request, bytes) = unpack(&event.data());
        let id = request.id;
        let (answer, bytes) = answer(request, &bytes);
        post(id, answer, &bytes);
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    post(0, Answer::Ready, &[]);
}

/// What a reader answers to [`Task::Read`], with `reading` as its way to read.
#[allow(dead_code, reason = "not every worker reads")]
pub fn read(task: Task, reading: impl FnOnce(Format, &str) -> Result<RawDocument, ReadError>) -> (Answer, Vec<u8>) {
    let Task::Read { format, password } = task else { unreachable!("another worker's task") };
    match reading(format, &password) {
        Ok(raw) => (Answer::Read, encode(&raw)),
        Err(error) => (Answer::Failed { error }, Vec::new()),
    }
}

fn unpack(message: &JsValue) -> (Request, Vec<u8>) {
    let parts: &Array = message.dyn_ref().expect("a message is an array");
    let request = decode(&Uint8Array::new(&parts.get(0)).to_vec()).expect("its first part is a request");
    let buffer: ArrayBuffer = parts.get(1).dyn_into().expect("its second part is a buffer");
    (request, Uint8Array::new(&buffer).to_vec())
}

/// Says `answer` to the request of this number, 0 for none, with the bytes that go beside it.
pub fn post(id: u32, answer: Answer, bytes: &[u8]) {
    let envelope = Uint8Array::from(encode(&Response { id, answer }).as_slice());
    let buffer = Uint8Array::from(bytes).buffer();
    let message = Array::of2(&envelope, &buffer);
    scope().post_message_with_transfer(&message, &Array::of1(&buffer)).expect("plain data can be posted");
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

//! The worker: its own program with its own memory, which the page cancels and replaces at will.
//!
//! It takes `[Request, ArrayBuffer]`, calls [`cv_readback::analysis::analyze`] and answers with one [`Response`]. It keeps
//! nothing between two requests. A message that is not a request is a programmer's error and makes it panic, as any
//! other error of ours would: the page is told why, throws the worker away and starts another.

/// The worker runs in a browser only.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}

#[cfg(target_arch = "wasm32")]
fn main() {
    worker::start();
}

#[cfg(target_arch = "wasm32")]
mod worker {
    use cv_readback::analysis::analyze;
    use cv_readback::entity::date::Month;
    use cv_readback::protocol::{Request, Response};
    use js_sys::{Array, ArrayBuffer, Uint8Array};
    use serde::Serialize;
    use wasm_bindgen::prelude::*;
    use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

    pub fn start() {
        std::panic::set_hook(Box::new(|info| {
            let message = info.to_string();
            web_sys::console::error_1(&message.as_str().into());
            post(&Response::Panicked { message });
        }));
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| post(&answer(&event.data())));
        scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        on_message.forget();
        post(&Response::Ready);
        // The vocabularies are read at their first use: better now than when somebody waits.
        let _ = analyze(WARM_UP.as_bytes(), "warm-up.md", "", Month::new(2000, 1));
    }

    /// A CV that touches every vocabulary.
    const WARM_UP: &str = "# Ada Doe\n\nada@example.org | +44 20 7946 0000 | example.org | London, UK\n\n## Experience\n\n\
        ### Engineer, Acme Ltd\n\n*May 1998 - June 1999*\n\n- Built things in Go, with Python and Excel.\n\n## Education\n\n\
        BSc Physics, University of Leeds, 1997, 2:1\n\n## Skills\n\n- Languages: Rust, C\n\n## Languages\n\n- French (fluent)\n";

    fn answer(message: &JsValue) -> Response {
        let parts: &Array = message.dyn_ref().expect("a message is an array");
        let request: Request = serde_wasm_bindgen::from_value(parts.get(0)).expect("its first part is a request");
        let buffer: ArrayBuffer = parts.get(1).dyn_into().expect("its second part is a buffer");
        let bytes = Uint8Array::new(&buffer).to_vec();
        match analyze(&bytes, &request.name, "", request.today) {
            Ok(analysis) => Response::Done { id: request.id, analysis },
            Err(error) => Response::Failed { id: request.id, error },
        }
    }

    fn post(response: &Response) {
        let serializer = serde_wasm_bindgen::Serializer::json_compatible();
        let message = response.serialize(&serializer).expect("a response is plain data");
        scope().post_message(&message).expect("plain data can be posted");
    }

    fn scope() -> DedicatedWorkerGlobalScope {
        js_sys::global().unchecked_into()
    }
}

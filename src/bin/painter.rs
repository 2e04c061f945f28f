//! The painting worker: draws the pages of a PDF into pixels. It is loaded when the first PDF is shown, holds one PDF, and is
//! replaced when another one comes.

/// The painter runs in a browser only.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}

#[cfg(target_arch = "wasm32")]
mod port;

#[cfg(target_arch = "wasm32")]
fn main() {
    port::open(|request, bytes| painter::answer(request.task, bytes));
}

#[cfg(target_arch = "wasm32")]
mod painter {
    use std::cell::OnceCell;

    use cv_readback::format::Format;
    use cv_readback::protocol::{Answer, Task};
    use cv_readback::reader::ReadError;
    use hayro::hayro_interpret::InterpreterSettings;
    use hayro::hayro_syntax::Pdf;
    use hayro::vello_cpu::color::palette::css::WHITE;
    use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

    /// The longest side of a picture, in pixels.
    const LONGEST: f32 = 4096.0;

    thread_local! {
        /// What is drawn, with the fonts and glyphs that its pages share. Neither is ever freed: the worker is thrown away
        /// with them.
        static OPEN: OnceCell<(&'static Pdf, RenderCache<'static>)> = const { OnceCell::new() };
    }

    pub fn answer(task: Task, bytes: &[u8]) -> (Answer, Vec<u8>) {
        match task {
            Task::Open { password } => {
                let Ok(pdf) = Pdf::new_with_password(bytes.to_vec(), &password) else {
                    let detail = "its pages cannot be drawn".to_owned();
                    return (Answer::Failed { error: ReadError::Damaged { format: Format::Pdf, detail } }, Vec::new());
                };
                let pdf = &*Box::leak(Box::new(pdf));
                OPEN.with(|open| open.get_or_init(|| (pdf, RenderCache::new())).0.pages().len());
                (Answer::Opened, Vec::new())
            }
            Task::Paint { page, scale } => OPEN.with(|open| {
                let (pdf, cache) = open.get().expect("a PDF is opened first");
                paint(pdf, cache, page, scale)
            }),
            Task::Analyze { .. } | Task::Understand { .. } | Task::Read { .. } => unreachable!("a painter only paints"),
        }
    }

    fn paint(pdf: &'static Pdf, cache: &RenderCache<'static>, number: u16, scale: f32) -> (Answer, Vec<u8>) {
        let Some(page) = pdf.pages().get(usize::from(number)) else {
            return (Answer::Painted { page: number, width: 0, height: 0 }, Vec::new());
        };
        let (width, height) = page.render_dimensions();
        let scale = scale.min(LONGEST / width.max(height).max(1.0));
        let size = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
        let picture = render(page, cache, &InterpreterSettings::default(), &RenderSettings::default(), &size);
        let (width, height) = (picture.width(), picture.height());
        (Answer::Painted { page: number, width, height }, picture.data_as_u8_slice().to_vec())
    }
}

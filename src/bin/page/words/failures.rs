//! What went wrong, and what to do about it.

use cv_readback::format::Format;
use cv_readback::reader::{MAX_BYTES, ReadError};

use super::format;

/// What went wrong, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub what: String,
    pub advice: String,
}

impl Message {
    pub fn new(what: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { what: what.into(), advice: advice.into() }
    }
}

const COPY_INSTEAD: &str = "Open it, select everything, copy, and paste it here.";

/// Why `name` could not be read.
pub fn read_error(error: &ReadError, name: &str) -> Message {
    let what = |what: &str| format!("{name} {what}");
    match error {
        ReadError::Empty => Message::new(what("is empty."), "Nothing is in it. Is it the right file?"),
        ReadError::TooLarge { bytes } => Message::new(
            what(&format!("is too large: {} MB.", bytes.div_ceil(1 << 20))),
            format!(
                "Readback reads files up to {} MB. A CV of text is far smaller; pictures may be what fills it.",
                MAX_BYTES >> 20
            ),
        ),
        ReadError::Unsupported { format: Format::Image } => Message::new(
            what("is a picture."),
            "A machine finds no text in a picture of a CV. Use the document that it was made from.",
        ),
        ReadError::Unsupported { format: Format::Archive } => {
            Message::new(what("is an archive."), "Unpack it and drop the CV that is in it.")
        }
        ReadError::Unsupported { format: Format::Binary } => {
            Message::new(what("is not a document."), "Drop the CV itself (PDF, Word, text …), or paste its text.")
        }
        ReadError::Unsupported { format: Format::Doc } => Message::new(
            what("is a file of Word's old format, which Readback does not read."),
            "Open it in Word or LibreOffice and save it as DOCX or PDF.",
        ),
        ReadError::Unsupported { format: Format::Pages } => Message::new(
            what("is a file of Pages, which Readback does not read."),
            "Open it in Pages and export it as PDF or Word (DOCX).",
        ),
        ReadError::Unsupported { format: of } => {
            Message::new(what(&format!("is a {} file, which Readback does not read yet.", format(*of))), COPY_INSTEAD)
        }
        ReadError::Damaged { format: of, detail } => Message::new(
            what(&format!("looks like {}, but it is damaged ({detail}).", format(*of))),
            "Export or save it again; or open it, copy the text and paste it here.",
        ),
        ReadError::NoText { .. } => Message::new(
            what("holds no text."),
            "If you see text in it, it may be a picture of text, which no machine reads. Use the document that it was made from.",
        ),
        ReadError::PicturesOnly { .. } => Message::new(
            what("holds pictures only; no machine will find text in it."),
            "Export it again from the program that it was written in. If the CV is a scan, paste its text.",
        ),
        ReadError::PasswordNeeded { wrong } => locked(name, *wrong),
        ReadError::Encrypted { .. } => Message::new(
            what("is encrypted with a password."),
            "Open it in the program that it was written in and save it without the password, or save it as PDF.",
        ),
        ReadError::NoLetters { .. } => Message::new(
            what("has fonts that do not say which letters they draw."),
            "Every machine reads signs without meaning there. Export it again with another program or font, or paste its text.",
        ),
    }
}

/// `name` is encrypted; `wrong` if a password was given.
pub fn locked(name: &str, wrong: bool) -> Message {
    if wrong {
        Message::new(format!("{name} does not open with this password."), "Try another one.")
    } else {
        let advice = "The password is used in this tab only, and kept nowhere.";
        Message::new(format!("{name} opens with a password only."), advice)
    }
}

/// The reader died while it read `name`.
pub fn crashed(name: &str) -> Message {
    Message::new(
        format!("The reader stumbled over {name} and had to be restarted."),
        "This is a fault of Readback, not of your CV. Other files still work; for this one, try pasting its text.",
    )
}

/// The reader took too long over `name`.
pub fn hung(name: &str, seconds: u32) -> Message {
    Message::new(
        format!("Reading {name} took more than {seconds} seconds and was stopped."),
        "The file may be very large or built in an unusual way. Try pasting the part that matters as text.",
    )
}

/// The reader could not be loaded.
pub fn no_reader() -> Message {
    Message::new(
        "The part that reads files could not be loaded.",
        "Check the connection, then try again or reload the page.",
    )
}

/// The browser would not hand over `name`.
pub fn unreadable(name: &str) -> Message {
    Message::new(
        format!("The browser could not open {name}."),
        "It may have been moved, or another program holds it. Drop it again.",
    )
}

/// Somebody dropped a folder.
pub fn folder(name: &str) -> Message {
    Message::new(format!("{name} is a folder."), "Open it and drop the CV itself.")
}

/// Nothing that can be read was dropped or pasted.
pub fn nothing_in_it() -> Message {
    Message::new(
        "There was no file and no text in that.",
        "Drop a file, or copy the text of your CV and paste it here.",
    )
}

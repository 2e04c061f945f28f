//! Colours as they are seen, as far as text and its ground need them: 0xRRGGBB.

use std::rc::Rc;

use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};
use hayro_syntax::page::Resources;

pub(super) use crate::reader::ink::{WHITE, alike};

use crate::reader::ink::parts;

pub(super) const BLACK: u32 = 0;

/// Colour spaces are defined by others; a chain this long is a trap.
const MAX_DEPTH: u32 = 4;

/// How the numbers of a colour operator are meant.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Space {
    Gray,
    Rgb,
    Cmyk,
    Lab,
    Indexed {
        base: Rc<Space>,
        table: Rc<[u8]>,
    },
    /// One ink, from no ink to full.
    Tint {
        none: u32,
        full: u32,
    },
    /// A pattern, or a space that takes more to work out than text is worth.
    Other,
}

impl Space {
    /// The colour space that a name or an array stands for.
    pub(super) fn of(object: &Object<'_>, resources: &Resources<'_>) -> Self {
        Self::nested(object, resources, 0)
    }

    fn nested(object: &Object<'_>, resources: &Resources<'_>, depth: u32) -> Self {
        if depth > MAX_DEPTH {
            return Self::Other;
        }
        match object {
            Object::Name(name) => Self::named(name, resources, depth),
            Object::Array(array) => Self::array(array, resources, depth).unwrap_or(Self::Other),
            _ => Self::Other,
        }
    }

    fn named(name: &Name<'_>, resources: &Resources<'_>, depth: u32) -> Self {
        match name.as_ref() {
            b"DeviceGray" | b"G" | b"CalGray" => Self::Gray,
            b"DeviceRGB" | b"RGB" | b"CalRGB" => Self::Rgb,
            b"DeviceCMYK" | b"CMYK" => Self::Cmyk,
            b"Pattern" => Self::Other,
            _ => match resources.get_color_space(name) {
                Some(object) => Self::nested(&object, resources, depth + 1),
                None => Self::Other,
            },
        }
    }

    fn array(array: &Array<'_>, resources: &Resources<'_>, depth: u32) -> Option<Self> {
        let mut items = array.iter::<Object<'_>>();
        let kind = items.next()?.into_name()?;
        Some(match kind.as_ref() {
            b"ICCBased" => match items.next()?.into_stream()?.dict().get::<u32>("N")? {
                1 => Self::Gray,
                3 => Self::Rgb,
                4 => Self::Cmyk,
                _ => return None,
            },
            b"Lab" => Self::Lab,
            b"Indexed" | b"I" => {
                let base = Rc::new(Self::nested(&items.next()?, resources, depth + 1));
                let _highest = items.next()?;
                let table: Rc<[u8]> = match items.next()? {
                    Object::String(bytes) => bytes.as_bytes().into(),
                    Object::Stream(stream) => lookup_table(&stream)?.into(),
                    _ => return None,
                };
                Self::Indexed { base, table }
            }
            b"Separation" => {
                let ink = items.next()?.into_name()?;
                let alternate = Self::nested(&items.next()?, resources, depth + 1);
                tint(&ink, &alternate, items.next()?)?
            }
            _ => Self::named(&kind, resources, depth),
        })
    }

    /// The colour of these components; `None` where it cannot be told.
    pub(super) fn color(&self, components: &[f64]) -> Option<u32> {
        let at = |index: usize| components.get(index).copied();
        Some(match self {
            Self::Gray => gray(at(0)?),
            Self::Rgb => rgb(at(0)?, at(1)?, at(2)?),
            Self::Cmyk => cmyk(at(0)?, at(1)?, at(2)?, at(3)?),
            // Lightness decides whether a text is seen; the hue is not worked out.
            Self::Lab => gray(at(0)? / 100.0),
            Self::Indexed { base, table } => {
                let width = base.width()?;
                let entry = table.chunks_exact(width).nth(at(0)?.max(0.0) as usize)?;
                base.color(&entry.iter().map(|byte| f64::from(*byte) / 255.0).collect::<Vec<_>>())?
            }
            Self::Tint { none, full } => mix(*none, *full, at(0)?),
            Self::Other => return None,
        })
    }

    fn width(&self) -> Option<usize> {
        match self {
            Self::Gray | Self::Tint { .. } => Some(1),
            Self::Rgb => Some(3),
            Self::Cmyk => Some(4),
            Self::Lab | Self::Indexed { .. } | Self::Other => None,
        }
    }

    /// The colour that is set when the space is chosen.
    pub(super) fn initial(&self) -> Option<u32> {
        match self {
            Self::Tint { full, .. } => Some(*full),
            Self::Indexed { .. } => self.color(&[0.0]),
            Self::Gray | Self::Rgb | Self::Cmyk | Self::Lab => Some(BLACK),
            Self::Other => None,
        }
    }
}

/// A palette of 256 colours of four parts is a kilobyte: what says it is much more is no palette.
fn lookup_table(stream: &Stream<'_>) -> Option<Vec<u8>> {
    let packed = stream.raw_data();
    if packed.len() > 4096 {
        return None;
    }
    Some(stream.decoded_data().ok()?.iter().copied().take(1024).collect())
}

/// An ink by its name, or by a function that is a straight line between two colours (type 2).
fn tint(ink: &Name<'_>, alternate: &Space, function: Object<'_>) -> Option<Space> {
    if matches!(ink.as_ref(), b"Black" | b"All") {
        return Some(Space::Tint { none: WHITE, full: BLACK });
    }
    let function: Dict<'_> = function.into_dict()?;
    if function.get::<u32>("FunctionType")? != 2 {
        return None;
    }
    let end = |key: &str| -> Option<u32> {
        let components: Vec<f64> = function.get::<Array<'_>>(key)?.iter::<Number>().map(|part| part.as_f64()).collect();
        alternate.color(&components)
    };
    Some(Space::Tint { none: end("C0").unwrap_or(WHITE), full: end("C1")? })
}

pub(super) fn gray(value: f64) -> u32 {
    rgb(value, value, value)
}

pub(super) fn rgb(red: f64, green: f64, blue: f64) -> u32 {
    let byte = |value: f64| (value.clamp(0.0, 1.0) * 255.0).round() as u32;
    byte(red) << 16 | byte(green) << 8 | byte(blue)
}

pub(super) fn cmyk(cyan: f64, magenta: f64, yellow: f64, black: f64) -> u32 {
    let paper = 1.0 - black.clamp(0.0, 1.0);
    rgb((1.0 - cyan) * paper, (1.0 - magenta) * paper, (1.0 - yellow) * paper)
}

/// The colour that is `share` of `over` on `under`.
pub(super) fn mix(under: u32, over: u32, share: f64) -> u32 {
    let (from, to) = (parts(under), parts(over));
    let share = share.clamp(0.0, 1.0);
    let [red, green, blue] = [0, 1, 2].map(|part| (from[part] + (to[part] - from[part]) * share) / 255.0);
    rgb(red, green, blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_what_is_seen() {
        assert_eq!(Space::Gray.color(&[1.0]), Some(WHITE));
        assert_eq!(Space::Cmyk.color(&[0.0, 0.0, 0.0, 1.0]), Some(BLACK));
        assert_eq!(Space::Rgb.color(&[1.0, 0.0, 0.0]), Some(0xFF_0000));
        let table: Rc<[u8]> = [0, 0, 0, 255, 255, 255].into();
        assert_eq!(Space::Indexed { base: Rc::new(Space::Rgb), table }.color(&[1.0]), Some(WHITE));
        assert_eq!(Space::Other.color(&[1.0]), None);
        assert_eq!(mix(WHITE, BLACK, 0.0), WHITE);
        assert!(alike(WHITE, 0xFE_FEFE) && !alike(WHITE, 0xDD_DDDD));
    }
}

//! What CSS says about whether text is seen: where it stands, how large it is, its colour and that of its ground.

/// A colour: red, green, blue.
type Color = [u8; 3];

/// What a declaration paints with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Paint {
    Color(Color),
    /// What is below it shows.
    Clear,
    /// A picture, a gradient, a colour that stands elsewhere.
    Unknown,
}

/// What the declarations for one element say; a later one overrides an earlier one.
#[derive(Debug, Clone, Default)]
#[allow(clippy::struct_excessive_bools, reason = "independent declarations")]
pub(super) struct Said {
    /// `display` is other than `none`.
    displayed: Option<bool>,
    visible: Option<bool>,
    /// In pixels, or as a share of the size around it.
    size: Option<Length>,
    ink: Option<Paint>,
    ground: Option<Paint>,
    opacity: Option<f32>,
    /// It moves or fades in, so that what it is at first says little.
    animated: bool,
    /// It is taken out of the flow, and may stand on anything.
    positioned: bool,
    /// Beyond the edges of the page.
    away: bool,
    clipped: bool,
    /// The ground is seen through the letters only.
    ground_in_letters: bool,
    width: Option<f32>,
    height: Option<f32>,
    cut_off: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Length {
    Pixels(f32),
    Share(f32),
}

/// Smaller text is not read, in pixels.
const SMALLEST: f32 = 1.5;

/// Beyond this distance from the edge nothing is seen, in pixels.
const AWAY: f32 = -400.0;

/// Colours that differ by no more than this in red, green and blue look alike.
const ALIKE: u8 = 10;

const WHITE: Color = [255; 3];

impl Said {
    /// Notes a declaration, both parts in lower case.
    pub(super) fn add(&mut self, name: &str, value: &str) {
        match name {
            "display" => self.displayed = Some(!value.starts_with("none")),
            "mso-hide" if value.starts_with("all") => self.displayed = Some(false),
            "visibility" => self.visible = Some(!(value.starts_with("hidden") || value.starts_with("collapse"))),
            "font-size" => self.size = length(value),
            "font" => self.size = value.split([' ', '/']).find_map(length).or(self.size),
            "color" | "-webkit-text-fill-color" => self.ink = Some(paint(value)),
            "background" | "background-color" => self.ground = Some(ground(value)),
            "background-image" if value != "none" => self.ground = Some(Paint::Unknown),
            "background-clip" | "-webkit-background-clip" => self.ground_in_letters = value.contains("text"),
            "opacity" => self.opacity = number(value),
            "animation" | "animation-name" | "transition" => self.animated |= value != "none",
            "position" => self.positioned = value.starts_with("absolute") || value.starts_with("fixed"),
            "left" | "right" | "top" | "bottom" | "text-indent" | "margin-left" | "margin-top" => {
                self.away |= is_away(value);
            }
            "clip" => self.clipped = value.starts_with("rect") && is_nothing(value),
            "clip-path" => {
                self.clipped =
                    value.starts_with("inset(50%") || value.starts_with("inset(100%") || value.starts_with("circle(0");
            }
            "transform" if value.contains("scale(0)") => self.clipped = true,
            "transform" if value.starts_with("translate") => {
                self.away |= value.split(['(', ',', ')']).skip(1).any(is_away);
            }
            "width" => self.width = pixels(value).or(self.width),
            "height" => self.height = pixels(value).or(self.height),
            "overflow" => self.cut_off = value.starts_with("hidden") || value.starts_with("clip"),
            _ => {}
        }
    }

    pub(super) fn is_not_displayed(&self) -> bool {
        self.displayed == Some(false)
    }

    /// Whether the element with all that is in it is not seen.
    fn is_gone(&self) -> bool {
        let is_thin = |side: Option<f32>| side.is_some_and(|side| side <= 1.0);
        let is_nothing = |side: Option<f32>| side.is_some_and(|side| side <= 0.0);
        self.displayed == Some(false)
            || self.opacity.is_some_and(|opacity| opacity < 0.02) && !self.animated
            || self.away && !self.animated
            || self.clipped && !self.animated
            || self.cut_off
                && (is_thin(self.width) && is_thin(self.height) || is_nothing(self.width) || is_nothing(self.height))
    }
}

/// How text in an element is seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Seen {
    gone: bool,
    visible: bool,
    /// In pixels.
    size: f32,
    ink: Paint,
    /// What the text stands on.
    ground: Paint,
}

impl Seen {
    /// Text of a page. Where styles stand in other files its colours are not known.
    pub(super) fn on_page(knows_styles: bool) -> Self {
        let [ink, ground] =
            if knows_styles { [Paint::Color([0; 3]), Paint::Color(WHITE)] } else { [Paint::Unknown, Paint::Unknown] };
        Self { gone: false, visible: true, size: 16.0, ink, ground }
    }

    /// Text in an element within this one.
    pub(super) fn within(self, said: &Said, is_link: bool) -> Self {
        let ground = match said.ground {
            Some(Paint::Clear) | None if said.positioned => Paint::Unknown,
            Some(Paint::Clear) | None => self.ground,
            Some(_) if said.ground_in_letters => Paint::Unknown,
            Some(other) => other,
        };
        Self {
            gone: self.gone || said.is_gone(),
            visible: said.visible.unwrap_or(self.visible),
            size: match said.size {
                Some(Length::Pixels(pixels)) => pixels,
                Some(Length::Share(share)) => self.size * share,
                None => self.size,
            },
            // Browsers have a colour of their own for links.
            ink: said.ink.unwrap_or(if is_link { Paint::Unknown } else { self.ink }),
            ground,
        }
    }

    pub(super) fn is_hidden(self) -> bool {
        let is_alike = match (self.ink, self.ground) {
            (Paint::Color(ink), Paint::Color(ground)) => {
                ink.iter().zip(ground).all(|(one, other)| one.abs_diff(other) <= ALIKE)
            }
            (Paint::Clear, Paint::Color(_) | Paint::Clear) => true,
            _ => false,
        };
        self.gone || !self.visible || self.size < SMALLEST || is_alike
    }
}

/// The number at the start of a value, and its unit.
fn measure(value: &str) -> Option<(f32, &str)> {
    let value = value.trim();
    let end = value.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+'))).unwrap_or(value.len());
    let (number, unit) = value.split_at_checked(end)?;
    let unit = unit.split([' ', '!', ',', ')', ';']).next().unwrap_or_default();
    Some((number.parse().ok()?, unit))
}

fn number(value: &str) -> Option<f32> {
    measure(value).map(|(number, unit)| if unit == "%" { number / 100.0 } else { number })
}

fn length(value: &str) -> Option<Length> {
    let (number, unit) = measure(value)?;
    match unit {
        "em" | "ex" | "ch" => Some(Length::Share(number)),
        "%" => Some(Length::Share(number / 100.0)),
        "rem" => Some(Length::Pixels(number * 16.0)),
        _ => pixels(value).map(Length::Pixels),
    }
}

/// An absolute length, in pixels.
fn pixels(value: &str) -> Option<f32> {
    let (number, unit) = measure(value)?;
    let scale = match unit {
        "px" => 1.0,
        "" if number == 0.0 => 1.0,
        "pt" => 4.0 / 3.0,
        "pc" | "em" | "rem" => 16.0,
        "mm" => 3.78,
        "cm" => 37.8,
        "in" => 96.0,
        _ => return None,
    };
    Some(number * scale)
}

/// Whether a place lies beyond the edge of a page.
fn is_away(value: &str) -> bool {
    let is_share =
        || measure(value).is_some_and(|(number, unit)| matches!(unit, "%" | "vw" | "vh") && number <= -100.0);
    pixels(value).is_some_and(|pixels| pixels <= AWAY) || is_share()
}

/// Whether `rect(…)` has no more than a pixel between its edges.
fn is_nothing(rect: &str) -> bool {
    let inner = rect.split(['(', ')']).nth(1).unwrap_or_default();
    let mut sides = inner.split([',', ' ']).filter(|side| !side.is_empty()).map(pixels).peekable();
    sides.peek().is_some() && sides.all(|side| side.is_some_and(|side| side.abs() <= 1.0))
}

/// What `background` paints.
fn ground(value: &str) -> Paint {
    if value.contains("url(") || value.contains("gradient") {
        return Paint::Unknown;
    }
    // A colour among other words.
    let known = paint(value);
    let word = || value.split_whitespace().map(paint).find(|paint| *paint != Paint::Unknown);
    if known == Paint::Unknown { word().unwrap_or(known) } else { known }
}

/// What a colour of CSS paints.
fn paint(value: &str) -> Paint {
    const NAMES: [(&str, Color); 16] = [
        ("white", WHITE),
        ("black", [0; 3]),
        ("snow", [255, 250, 250]),
        ("ivory", [255, 255, 240]),
        ("ghostwhite", [248, 248, 255]),
        ("whitesmoke", [245; 3]),
        ("gray", [128; 3]),
        ("grey", [128; 3]),
        ("silver", [192; 3]),
        ("navy", [0, 0, 128]),
        ("blue", [0, 0, 255]),
        ("teal", [0, 128, 128]),
        ("green", [0, 128, 0]),
        ("red", [255, 0, 0]),
        ("maroon", [128, 0, 0]),
        ("yellow", [255, 255, 0]),
    ];
    let value = value.split('!').next().unwrap_or_default().trim();
    if value == "transparent" || value == "none" {
        return Paint::Clear;
    }
    if let Some((_, color)) = NAMES.iter().find(|(name, _)| *name == value) {
        return Paint::Color(*color);
    }
    if let Some(digits) = value.strip_prefix('#') {
        return hex(digits).unwrap_or(Paint::Unknown);
    }
    let Some(inner) = value.strip_prefix("rgb").and_then(|rest| rest.trim_start_matches('a').strip_prefix('(')) else {
        return Paint::Unknown;
    };
    let parts: Vec<f32> = inner
        .split([',', ' ', '/', ')'])
        .filter(|part| !part.is_empty())
        .filter_map(|part| measure(part).map(|(number, unit)| if unit == "%" { number * 2.55 } else { number }))
        .collect();
    match parts.as_slice() {
        [red, green, blue, rest @ ..] => match rest.first() {
            Some(opacity) if *opacity < 0.02 => Paint::Clear,
            Some(opacity) if *opacity < 0.98 => Paint::Unknown,
            _ => Paint::Color([*red as u8, *green as u8, *blue as u8]),
        },
        _ => Paint::Unknown,
    }
}

/// A colour in hexadecimal digits, one or two for each part: red, green, blue, and perhaps opacity.
fn hex(digits: &str) -> Option<Paint> {
    let values: Vec<u8> = digits.chars().map(|c| c.to_digit(16).map(|digit| digit as u8)).collect::<Option<_>>()?;
    let parts: Vec<u8> = match values.len() {
        3 | 4 => values.iter().map(|digit| digit * 17).collect(),
        6 | 8 => values.chunks(2).map(|pair| pair.iter().fold(0, |all, digit| all * 16 + digit)).collect(),
        _ => return None,
    };
    let [red, green, blue, rest @ ..] = parts.as_slice() else { return None };
    Some(match rest.first() {
        Some(0..=4) => Paint::Clear,
        Some(5..=249) => Paint::Unknown,
        _ => Paint::Color([*red, *green, *blue]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(around: Seen, style: &str) -> Seen {
        let mut said = Said::default();
        for (name, value) in style.split(';').filter_map(|declaration| declaration.split_once(':')) {
            said.add(name.trim(), value.trim());
        }
        around.within(&said, false)
    }

    fn is_hidden(style: &str) -> bool {
        seen(Seen::on_page(true), style).is_hidden()
    }

    #[test]
    fn what_nobody_sees() {
        for style in [
            "display:none",
            "visibility: hidden",
            "font-size:0",
            "font-size: 0.5pt",
            "font-size:1px",
            "font:1px/1 serif",
            "color:#fff",
            "color:white;background:#fefefe",
            "color:rgb(0,0,0); background-color:black",
            "color:rgba(0,0,0,0)",
            "color:transparent",
            "opacity:0",
            "position:absolute;left:-9999px",
            "position:fixed; top:-100vh",
            "text-indent:-999em",
            "clip:rect(0 0 0 0);position:absolute",
            "clip-path:inset(50%)",
            "width:1px;height:1px;overflow:hidden",
            "height:0;overflow:hidden",
            "transform:translate(-9999px, 0)",
        ] {
            assert!(is_hidden(style), "{style}");
        }
    }

    #[test]
    fn what_is_seen() {
        for style in [
            "",
            "display:block",
            "color:white;background:navy",
            "color:#fff;background:linear-gradient(red, blue)",
            "color:#fff;background:url(x.png)",
            "color:transparent;background:linear-gradient(red,blue);-webkit-background-clip:text",
            "color:#ddd",
            "color:var(--ink)",
            "color:white;position:absolute;left:0",
            "opacity:0;animation:appear 1s",
            "font-size:0.8em",
            "margin-left:-12px",
            "width:1px",
        ] {
            assert!(!is_hidden(style), "{style}");
        }
        assert!(!seen(Seen::on_page(false), "color:white").is_hidden(), "the ground is not known");
    }

    #[test]
    fn what_is_within() {
        let none = seen(Seen::on_page(true), "display:none");
        assert!(seen(none, "display:block").is_hidden());
        let hidden = seen(Seen::on_page(true), "visibility:hidden;font-size:0");
        assert!(!seen(hidden, "visibility:visible;font-size:12px").is_hidden());
        let dark = seen(Seen::on_page(true), "background:#123");
        assert!(!seen(dark, "color:#fff").is_hidden());
        assert!(seen(dark, "color:#112233").is_hidden());
    }
}

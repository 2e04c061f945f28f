//! Where everything on the drawing of a career stands: numbers only, so that it is tested without a browser
//! (`tests/timeline_layout.rs`).
//!
//! Time runs from left to right, one lane below the other, and labels stand above their bars. In a wide drawing stays that
//! follow each other share a row; a narrow one is a list, newest first, with the bar of each stay below its words: however
//! many there are and however they overlap, each has a line to itself. All measures are CSS pixels.

use cv_readback::entity::date::Month;
use cv_readback::sort;
use cv_readback::timeline::Lane;

/// From this width on, stays share rows.
pub const WIDE: f64 = 520.0;
/// The least height of a line of text.
const LINE: f64 = 16.0;
/// A line of the tallest fonts is cut here: those of some scripts have room for three.
const TALLEST: f64 = 40.0;
/// The least room for the names of the lanes.
const GUTTER: f64 = 92.0;
/// How thick a bar is, and how much lies between it and the words of the next row.
const BAR: f64 = 16.0;
const ROW_GAP: f64 = 10.0;
/// The same in a list.
const THIN_BAR: f64 = 9.0;
const LIST_GAP: f64 = 11.0;
const LANE_GAP: f64 = 12.0;
/// Between two things in one row.
const APART: f64 = 12.0;
/// A lane of more rows has its labels shortened, to these widths one after the other.
const MOST_ROWS: usize = 8;
const SHORTENED: [f64; 3] = [f64::MAX, 230.0, 150.0];
/// The least room from the middle of one number of the axis to that of the next, and between two of them.
const TICK: f64 = 54.0;
const TICK_GAP: f64 = 20.0;

const LANES: [Lane; 5] = [Lane::Work, Lane::Break, Lane::Volunteer, Lane::Education, Lane::Project];

/// The letters that are drawn: fonts differ by a third in width and by a half in height.
pub struct Font<'a> {
    /// How wide a text is.
    pub width: Box<dyn Fn(&str) -> f64 + 'a>,
    /// How high a line of text is.
    pub line: f64,
    /// From the top of a line of text to its baseline.
    pub ascent: f64,
}

impl<'a> Font<'a> {
    /// A font whose letters reach from `above` the baseline to `below` it.
    pub fn new(width: impl Fn(&str) -> f64 + 'a, above: f64, below: f64) -> Self {
        // On whole pixels, where letters are sharp.
        let (above, below) = (above.ceil(), below.ceil());
        let line = (above + below).clamp(LINE, TALLEST);
        Self { width: Box::new(width), line, ascent: above + ((line - above - below) / 2.0).floor() }
    }
}

/// What is drawn.
#[derive(Debug, Clone)]
pub struct Career {
    pub stays: Vec<Stay>,
    pub absences: Vec<Absence>,
    /// The month that "present" means.
    pub now: Month,
    pub now_label: String,
    /// The name of a lane, and the number that a line of the axis has.
    pub lane_name: fn(Lane) -> &'static str,
    pub tick_name: fn(Month) -> String,
}

/// One entry, or several that follow each other at one employer.
#[derive(Debug, Clone)]
pub struct Stay {
    pub lane: Lane,
    /// The newest title, and where.
    pub label: String,
    pub place: String,
    /// In the order in which they began.
    pub periods: Vec<Stretch>,
}

/// First and last month of an entry, each with the earliest and the latest that it may mean.
#[derive(Debug, Clone, Copy)]
pub struct Stretch {
    pub start: (Month, Month),
    pub end: (Month, Month),
    /// It is still to come.
    pub planned: bool,
}

/// A run of months without work.
#[derive(Debug, Clone)]
pub struct Absence {
    pub start: Month,
    pub end: Month,
    /// None for one that is too short to be named.
    pub label: Option<String>,
}

/// Where it all goes.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    pub width: f64,
    pub height: f64,
    /// For each stay its periods' bars.
    pub bars: Vec<Vec<Bar>>,
    /// For each absence its area.
    pub absences: Vec<Area>,
    pub labels: Vec<Label>,
    pub ticks: Vec<Tick>,
    /// The line of the axis' end that is "now".
    pub now: Area,
}

/// A rectangle, from its top left corner.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Area {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// A period: all months that it may cover, and those that it covers however its dates are read.
#[derive(Debug, Clone, Copy)]
pub struct Bar {
    pub whole: Area,
    pub sure: Option<Area>,
}

/// What a label names; the numbers are indices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    Stay(usize),
    Absence(usize),
    Lane(Lane),
    Now,
}

/// Some text in one line.
#[derive(Debug, Clone)]
pub struct Label {
    pub of: Named,
    pub text: String,
    pub area: Area,
    /// A line from the bar to the label.
    pub leader: Option<[(f64, f64); 2]>,
}

/// A line of the axis.
#[derive(Debug, Clone, Copy)]
pub struct Tick {
    pub month: Month,
    pub line: Area,
    /// Where its number stands, if there is room for it.
    pub label: Option<Area>,
}

/// Lays `career` out, `width` wide, in the letters of `font`.
pub fn lay_out(career: &Career, width: f64, font: &Font) -> Layout {
    let starts = career.stays.iter().flat_map(|stay| &stay.periods).map(|period| period.start.0);
    let ends = career.stays.iter().flat_map(|stay| &stay.periods).map(|period| period.end.1);
    let first = starts.min().unwrap_or(career.now).min(career.now);
    let first = Month(first.0 - first.0.rem_euclid(12));
    let last = ends.max().unwrap_or(career.now).max(career.now);
    let last = Month(last.0.max(first.0 + 11));
    if width >= WIDE {
        let names = LANES.iter().filter(|lane| career.stays.iter().any(|stay| stay.lane == **lane));
        let gutter = names.map(|lane| (font.width)((career.lane_name)(*lane)) + APART).fold(GUTTER, f64::max);
        rows(career, width, Scale { from: gutter.min(width / 3.0), to: width - 8.0, first, last }, font)
    } else {
        list(career, width, Scale { from: 1.0, to: width - 2.0, first, last }, font)
    }
}

/// Months as places.
#[derive(Clone, Copy)]
struct Scale {
    from: f64,
    to: f64,
    first: Month,
    last: Month,
}

impl Scale {
    /// The edge of a month towards the past.
    fn at(self, month: Month) -> f64 {
        let share = f64::from(month.0 - self.first.0) / f64::from(self.last.0 - self.first.0 + 1);
        self.from + share.clamp(0.0, 1.0) * (self.to - self.from)
    }

    /// Where these months begin and end.
    fn span(self, first: Month, last: Month) -> (f64, f64) {
        (self.at(first), self.at(Month(last.0 + 1)))
    }

    fn middle(self, absence: &Absence) -> f64 {
        let (from, to) = self.span(absence.start, absence.end);
        f64::midpoint(from, to)
    }

    fn month(self) -> f64 {
        (self.to - self.from) / f64::from(self.last.0 - self.first.0 + 1)
    }

    /// The area of these months; `across` is where it lies and how thick it is. A month of fifty years can still be seen.
    fn area(self, first: Month, last: Month, across: (f64, f64)) -> Area {
        let (from, to) = self.span(first, last);
        Area { x: from, y: across.0, width: (to - from).max(2.0), height: across.1 }
    }

    /// The bars of a stay. Where one may end after the next may begin, they meet in the middle.
    fn bars(self, stay: &Stay, across: (f64, f64)) -> Vec<Bar> {
        let mut bars = Vec::new();
        let mut from = None;
        for (at, period) in stay.periods.iter().enumerate() {
            let mut end = period.end.1;
            let mut begin = from.unwrap_or(period.start.0);
            from = None;
            if let Some(next) = stay.periods.get(at + 1)
                && next.start.0 <= end
            {
                let middle = (next.start.0.0 + end.0).div_euclid(2).max(period.start.1.0).min(next.end.0.0);
                end = Month(middle.min(end.0));
                from = Some(Month(end.0 + 1));
            }
            if begin > end {
                begin = end;
            }
            let sure = (period.start.1.max(begin), period.end.0.min(end));
            let sure = (!period.planned && sure.0 <= sure.1).then(|| self.area(sure.0, sure.1, across));
            bars.push(Bar { whole: self.area(begin, end, across), sure });
        }
        bars
    }

    /// Every so many months a line between `top` and `bottom`, and a number at `numbers` where the drawing has room for it.
    fn ticks(
        self,
        (top, bottom): (f64, f64),
        numbers: f64,
        width: f64,
        name: &dyn Fn(Month) -> String,
        font: &Font,
    ) -> Vec<Tick> {
        let wide = |month: Month| (font.width)(&name(month));
        let widest = (0..12).map(|month| wide(Month(self.first.0 + month))).fold(TICK - TICK_GAP, f64::max);
        let steps = [1, 3, 6, 12, 24, 36, 60, 120, 240, 600];
        let step = steps.into_iter().find(|&step| f64::from(step) * self.month() >= widest + TICK_GAP).unwrap_or(1200);
        let mut ticks = Vec::new();
        let mut month = self.first;
        while month <= self.last {
            let at = self.at(month);
            let wide = wide(month);
            let label = Area { x: (at - wide / 2.0).max(0.0), y: numbers, width: wide, height: font.line };
            let line = Area { x: at, y: top, width: 0.0, height: bottom - top };
            ticks.push(Tick { month, line, label: (label.right() <= width).then_some(label) });
            month = Month(month.0 + step);
        }
        ticks
    }
}

impl Area {
    pub fn right(self) -> f64 {
        self.x + self.width
    }

    pub fn bottom(self) -> f64 {
        self.y + self.height
    }
}

/// Puts something from `from` to `to` into the first row that has room for it.
fn place(rows: &mut Vec<Vec<(f64, f64)>>, from: f64, to: f64) -> usize {
    let free = |row: &Vec<(f64, f64)>| row.iter().all(|&(start, end)| to <= start || end <= from);
    let at = rows.iter().position(free).unwrap_or(rows.len());
    if at == rows.len() {
        rows.push(Vec::new());
    }
    if let Some(row) = rows.get_mut(at) {
        row.push((from, to));
    }
    at
}

/// `text`, at most `room` wide.
fn shortened(text: &str, room: f64, font: &Font) -> (String, f64) {
    let wide = (font.width)(text);
    if wide <= room {
        return (text.to_owned(), wide);
    }
    let letters = text.chars().count();
    let mut keep = ((room / wide) * letters as f64) as usize + 1;
    loop {
        let kept: String = text.chars().take(keep).collect();
        let kept = format!("{}…", kept.trim_end_matches([' ', ',', '(', '–', '-']));
        let wide = (font.width)(&kept);
        if wide <= room || keep <= 1 {
            return (kept, wide.min(room));
        }
        keep -= 1;
    }
}

/// The stays of a lane in the order in which they began.
fn lane(career: &Career, lane: Lane) -> Vec<usize> {
    let mut stays: Vec<usize> =
        (0..career.stays.len()).filter(|&at| career.stays.get(at).is_some_and(|stay| stay.lane == lane)).collect();
    let begin = |at: usize| career.stays.get(at).and_then(|stay| Some((stay.periods.first()?.start, at)));
    sort::by_key(&mut stays, |&at| begin(at));
    stays
}

/// First and last month that a stay may cover.
fn hull(stay: &Stay) -> Option<(Month, Month)> {
    let last = stay.periods.iter().map(|period| period.end.1).max()?;
    Some((stay.periods.first()?.start.0, last))
}

/// Title and place in one line.
fn words(stay: &Stay) -> String {
    if stay.place.is_empty() { stay.label.clone() } else { format!("{}, {}", stay.label, stay.place) }
}

fn rows(career: &Career, width: f64, scale: Scale, font: &Font) -> Layout {
    let mut layout = Layout { width, bars: vec![Vec::new(); career.stays.len()], ..Layout::default() };
    // How long the absences are, above everything else.
    let mut strip: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut named = Vec::new();
    for (at, absence) in career.absences.iter().enumerate() {
        let Some(text) = &absence.label else { continue };
        let (text, wide) = shortened(text, scale.to - scale.from, font);
        let x = (scale.middle(absence) - wide / 2.0).min(scale.to - wide).max(scale.from);
        let row = place(&mut strip, x - APART / 2.0, x + wide + APART / 2.0);
        named.push((at, text, row, x, wide));
    }
    let top = strip.len() as f64 * font.line + 4.0;
    for (at, text, row, x, wide) in named {
        let area = Area { x, y: top - 4.0 - (row + 1) as f64 * font.line, width: wide, height: font.line };
        // What stands higher up is tied to its months.
        let middle = career.absences.get(at).map_or(x, |gap| scale.middle(gap)).clamp(x, x + wide);
        let leader = (row > 0).then_some([(middle, area.bottom()), (middle, top)]);
        layout.labels.push(Label { of: Named::Absence(at), text, area, leader });
    }

    let mut y = top + 2.0;
    let mut paid = y;
    for of in LANES {
        let stays = lane(career, of);
        if stays.is_empty() {
            continue;
        }
        let (text, wide) = shortened((career.lane_name)(of), scale.from - APART / 2.0, font);
        let area = Area { x: 0.0, y: y + font.line, width: wide, height: font.line };
        layout.labels.push(Label { of: Named::Lane(of), text, area, leader: None });
        let mut rows = Vec::new();
        let mut placed = Vec::new();
        for room in SHORTENED {
            rows.clear();
            placed.clear();
            for &at in &stays {
                let Some((stay, (first, last))) = career.stays.get(at).and_then(|stay| Some((stay, hull(stay)?)))
                else {
                    continue;
                };
                let (from, to) = scale.span(first, last);
                let (text, wide) = shortened(&words(stay), room.max(to - from).min(scale.to - scale.from), font);
                let x = from.min(scale.to - wide).max(scale.from);
                let row = place(&mut rows, from.min(x), to.max(x + wide) + APART);
                placed.push((at, text, row, x, wide));
            }
            if rows.len() <= MOST_ROWS {
                break;
            }
        }
        for (at, text, row, x, wide) in placed {
            let top = y + row as f64 * (font.line + BAR + ROW_GAP);
            let area = Area { x, y: top, width: wide, height: font.line };
            layout.labels.push(Label { of: Named::Stay(at), text, area, leader: None });
            if let (Some(bars), Some(stay)) = (layout.bars.get_mut(at), career.stays.get(at)) {
                *bars = scale.bars(stay, (top + font.line + 1.0, BAR));
            }
        }
        y += rows.len() as f64 * (font.line + BAR + ROW_GAP);
        if matches!(of, Lane::Work | Lane::Break | Lane::Volunteer) {
            paid = y;
        }
        y += LANE_GAP;
    }
    let bottom = y - LANE_GAP + 2.0;
    layout.absences =
        career.absences.iter().map(|gap| scale.area(gap.start, gap.end, (top, paid - top - 4.0))).collect();
    layout.height = bottom + 2.0 * font.line + 6.0;
    let now = scale.at(Month(career.now.0 + 1));
    layout.now = Area { x: now, y: 2.0, width: 0.0, height: bottom + font.line + 2.0 };
    let wide = (font.width)(&career.now_label);
    let x = if now + wide / 2.0 > width { width - wide } else { now - wide / 2.0 }.max(0.0);
    let area = Area { x, y: bottom + font.line + 4.0, width: wide, height: font.line };
    let text = career.now_label.clone();
    layout.labels.push(Label { of: Named::Now, text, area, leader: None });
    layout.ticks = scale.ticks((2.0, bottom + 4.0), bottom + 4.0, width, &career.tick_name, font);
    layout
}

/// A row of a list.
enum Row {
    Stay(usize),
    Absence(usize),
}

fn list(career: &Career, width: f64, scale: Scale, font: &Font) -> Layout {
    let mut layout = Layout { width, bars: vec![Vec::new(); career.stays.len()], ..Layout::default() };
    // The axis stands above the list: it is the end that is seen first.
    let now = scale.at(Month(career.now.0 + 1));
    let (text, wide) = shortened(&career.now_label, width, font);
    let area = Area { x: (now - wide / 2.0).min(width - wide).max(0.0), y: 0.0, width: wide, height: font.line };
    layout.labels.push(Label { of: Named::Now, text, area, leader: None });
    let top = 2.0 * font.line + 4.0;
    let mut y = top;
    let mut paid = y;
    let mut absences: Vec<Row> = (0..career.absences.len())
        .filter(|&at| career.absences.get(at).is_some_and(|gap| gap.label.is_some()))
        .map(Row::Absence)
        .collect();
    for of in LANES {
        let mut entries: Vec<Row> = lane(career, of).into_iter().map(Row::Stay).collect();
        if entries.is_empty() {
            continue;
        }
        if layout.labels.len() > 1 {
            y += LANE_GAP;
        }
        let (text, wide) = shortened((career.lane_name)(of), width, font);
        let area = Area { x: 0.0, y, width: wide, height: font.line };
        layout.labels.push(Label { of: Named::Lane(of), text, area, leader: None });
        y += font.line + 4.0;
        // Months without work have a line among the positions.
        entries.append(&mut absences);
        let months = |row: &Row| match row {
            Row::Stay(at) => career.stays.get(*at).and_then(hull).map(|(first, last)| (last, first)),
            Row::Absence(at) => career.absences.get(*at).map(|gap| (gap.end, gap.start)),
        };
        sort::by_key(&mut entries, |row| std::cmp::Reverse(months(row)));
        for row in entries {
            match row {
                Row::Stay(at) => {
                    let Some(stay) = career.stays.get(at) else { continue };
                    let (text, wide) = shortened(&words(stay), width, font);
                    let area = Area { x: 0.0, y, width: wide, height: font.line };
                    layout.labels.push(Label { of: Named::Stay(at), text, area, leader: None });
                    if let Some(bars) = layout.bars.get_mut(at) {
                        *bars = scale.bars(stay, (y + font.line + 1.0, THIN_BAR));
                    }
                    y += font.line + THIN_BAR + LIST_GAP;
                }
                Row::Absence(at) => {
                    let Some((gap, text)) = career.absences.get(at).and_then(|gap| Some((gap, gap.label.as_ref()?)))
                    else {
                        continue;
                    };
                    let (text, wide) = shortened(text, width, font);
                    let x = (scale.middle(gap) - wide / 2.0).min(width - wide).max(0.0);
                    let area = Area { x, y, width: wide, height: font.line };
                    layout.labels.push(Label { of: Named::Absence(at), text, area, leader: None });
                    y += font.line + 6.0;
                }
            }
        }
        if matches!(of, Lane::Work | Lane::Break | Lane::Volunteer) {
            paid = y;
        }
    }
    layout.height = y;
    layout.absences = career.absences.iter().map(|gap| scale.area(gap.start, gap.end, (top, paid - top))).collect();
    layout.now = Area { x: now, y: font.line, width: 0.0, height: y - font.line };
    layout.ticks = scale.ticks((top - 2.0, y), font.line + 1.0, width, &career.tick_name, font);
    layout
}

//! The drawing of a career, without a browser: nothing may collide, whatever the career and the width.

use cv_readback::entity::date::Month;
use cv_readback::timeline::Lane;

#[path = "../src/bin/page/timeline_layout.rs"]
#[allow(dead_code, reason = "the page uses all of it")]
mod timeline_layout;

use timeline_layout::{Absence, Area, Career, Font, Label, Layout, Named, Stay, Stretch, WIDE, lay_out};

struct Random(u64);

impl Random {
    fn below(&mut self, bound: i32) -> i32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as i32).rem_euclid(bound)
    }
}

/// About as wide as text of 12 pixels is.
fn measure(text: &str) -> f64 {
    text.chars().count() as f64 * 6.6
}

/// An ordinary font.
fn font() -> Font<'static> {
    Font::new(measure, 11.0, 3.0)
}

fn lane_name(lane: Lane) -> &'static str {
    if lane == Lane::Volunteer { "Volunteering" } else { "Education" }
}

fn tick_name(month: Month) -> String {
    if month.month() == 1 { month.year().to_string() } else { "Mar".to_owned() }
}

fn month(year: i32, month: u8) -> Month {
    Month::new(year, month)
}

/// A career of `positions` within `years`, with uncertain ends, promotions, studies and gaps.
fn career(random: &mut Random, positions: i32, years: i32) -> Career {
    let first = month(2026 - years, 1).0;
    let months = years * 12 + 10;
    let stretch = |random: &mut Random, from: i32| {
        let loose = random.below(3) * 11;
        let long = random.below(60);
        let end = (from + long).min(first + months);
        let open = (Month(from), Month((from + loose).min(end)));
        Stretch { start: open, end: (Month((end - loose).max(from)), Month(end)), planned: random.below(20) == 0 }
    };
    let mut stays = Vec::new();
    for at in 0..positions {
        let lane = match random.below(8) {
            0 => Lane::Education,
            1 => Lane::Volunteer,
            2 => Lane::Project,
            _ => Lane::Work,
        };
        let mut periods = vec![{
            let from = first + random.below(months - 1);
            stretch(random, from)
        }];
        while random.below(3) == 0
            && let Some(last) = periods.last()
            && last.end.1.0 < first + months - 2
        {
            let from = (last.end.1.0 - random.below(2) * 5).max(last.start.0.0 + 1);
            periods.push(stretch(random, from));
        }
        let label = ["Clerk", "Head of Accounts Receivable", "Engineer and Team Lead"][random.below(3) as usize];
        stays.push(Stay { lane, label: label.to_owned(), place: format!("Employer Number {at}"), periods });
    }
    let absences = (0..random.below(7)).map(|_| {
        let from = first + random.below(months - 1);
        let to = (from + random.below(20)).min(first + months - 1);
        let label = (random.below(3) > 0).then(|| format!("up to {} months", to - from + 1));
        Absence { start: Month(from), end: Month(to), label }
    });
    let absences = absences.collect();
    Career { stays, absences, now: month(2026, 11), now_label: "as of Nov 2026".to_owned(), lane_name, tick_name }
}

/// Whether two areas share more than an edge.
fn meet(one: Area, other: Area) -> bool {
    one.x < other.right() && other.x < one.right() && one.y < other.bottom() && other.y < one.bottom()
}

fn texts(layout: &Layout) -> Vec<Area> {
    let labels = layout.labels.iter().map(|label| label.area);
    labels.chain(layout.ticks.iter().filter_map(|tick| tick.label)).collect()
}

#[test]
fn no_two_texts_and_no_two_bars_collide() {
    let mut random = Random(11);
    for turn in 0..600 {
        let (positions, years) = (1 + random.below(30), 1 + random.below(45));
        let career = career(&mut random, positions, years);
        // From a narrow font to one of which every letter is as wide as an "m", and lines as high as those of Devanagari.
        let wide = f64::from(45 + random.below(50)) / 10.0;
        let (above, below) = (f64::from(9 + random.below(9)), f64::from(2 + random.below(7)));
        let measure = |text: &str| text.chars().count() as f64 * wide;
        let font = Font::new(measure, above, below);
        assert!(font.ascent >= above && font.line - font.ascent >= below, "the letters do not fit into a line");
        for width in [280.0, 328.0, 519.0, 520.0, 616.0, 733.0, 1200.0] {
            let layout = lay_out(&career, width, &font);
            let about =
                format!("turn {turn}, {positions} positions in {years} years, {width} wide, letters {wide} wide");
            let texts = texts(&layout);
            for (at, one) in texts.iter().enumerate() {
                for other in &texts[at + 1..] {
                    assert!(!meet(*one, *other), "{about}: {one:?} {other:?}");
                }
                assert!(one.y > -font.ascent && one.bottom() <= layout.height + 1.0, "{about}: {one:?}");
                assert!(one.right() <= width + 20.0, "{about}: {one:?}");
                assert!(one.height >= above + below, "{about}: {one:?}");
            }
            let bars: Vec<Area> = layout.bars.iter().flatten().map(|bar| bar.whole).collect();
            assert_eq!(bars.len(), career.stays.iter().map(|stay| stay.periods.len()).sum::<usize>());
            let of_stays: Vec<(usize, Area)> = layout
                .bars
                .iter()
                .enumerate()
                .flat_map(|(stay, bars)| bars.iter().map(move |bar| (stay, bar.whole)))
                .collect();
            for (at, (stay, one)) in of_stays.iter().enumerate() {
                for (other_stay, other) in &of_stays[at + 1..] {
                    // Bars of one stay touch; those of a month are drawn two pixels long.
                    assert!(stay == other_stay || !meet(*one, *other), "{about}: {one:?} {other:?}");
                }
                for label in &layout.labels {
                    assert!(!meet(*one, label.area), "{about}: {one:?} {label:?}");
                }
                assert!(one.y >= 0.0 && one.bottom() <= layout.height && one.right() <= width, "{about}: {one:?}");
            }
        }
    }
}

fn clerk(from: Month, to: Month) -> Stay {
    let periods = vec![Stretch { start: (from, from), end: (to, to), planned: false }];
    Stay { lane: Lane::Work, label: "Clerk".to_owned(), place: "Mill".to_owned(), periods }
}

fn named(layout: &Layout, of: Named) -> &Label {
    layout.labels.iter().find(|label| label.of == of).expect("a label")
}

#[test]
fn positions_that_follow_each_other_share_a_row_and_those_at_the_same_time_do_not() {
    let stays = vec![
        clerk(month(2010, 1), month(2014, 12)),
        clerk(month(2016, 1), month(2020, 12)),
        clerk(month(2018, 1), month(2024, 6)),
    ];
    let now_label = "as of Nov 2026".to_owned();
    let career = Career { stays, absences: vec![], now: month(2026, 11), now_label, lane_name, tick_name };
    let layout = lay_out(&career, 700.0, &font());
    let top = |at: usize| layout.bars[at][0].whole.y.round() as i32;
    assert!(top(0) == top(1) && top(2) > top(1), "{:?}", layout.bars);
}

#[test]
fn a_narrow_drawing_is_a_list_newest_first_with_each_bar_below_its_words() {
    let stays = vec![
        clerk(month(1981, 1), month(2024, 12)),
        clerk(month(2016, 1), month(2016, 1)),
        clerk(month(2018, 1), month(2026, 6)),
    ];
    let absences = vec![Absence { start: month(2026, 7), end: month(2026, 11), label: Some("5 months".to_owned()) }];
    let career =
        Career { stays, absences, now: month(2026, 11), now_label: "as of Nov 2026".to_owned(), lane_name, tick_name };
    for width in [240.0, 328.0, 519.0] {
        let layout = lay_out(&career, width, &font());
        let top = |of: Named| named(&layout, of).area.y.round() as i32;
        let order =
            [Named::Now, Named::Lane(Lane::Work), Named::Absence(0), Named::Stay(2), Named::Stay(0), Named::Stay(1)];
        assert!(order.windows(2).all(|pair| top(pair[0]) < top(pair[1])), "{layout:?}");
        for (at, bars) in layout.bars.iter().enumerate() {
            let (words, bar) = (named(&layout, Named::Stay(at)).area, bars[0].whole);
            assert!(bar.y >= words.bottom() && bar.y < words.bottom() + 4.0, "{words:?} {bar:?}");
            assert!(words.x < 1.0 && bar.width >= 2.0 && bar.right() <= width, "{words:?} {bar:?}");
        }
        assert!(layout.labels.iter().all(|label| label.leader.is_none() && label.area.right() <= width));
        // The months without work cross the rows of all positions.
        let (gap, last) = (layout.absences[0], layout.bars[1][0].whole);
        assert!(gap.y < named(&layout, Named::Stay(2)).area.y && gap.bottom() >= last.bottom(), "{gap:?} {last:?}");
    }
}

#[test]
fn an_axis_is_numbered_by_months_or_by_decades_and_never_crowded() {
    for (years, most) in [(1, 12), (5, 12), (20, 12), (45, 12)] {
        let career = Career {
            stays: vec![clerk(month(2026 - years, 3), month(2026, 11))],
            absences: vec![],
            now: month(2026, 11),
            now_label: "as of Nov 2026".to_owned(),
            lane_name,
            tick_name,
        };
        for width in [WIDE, 733.0] {
            let ticks = lay_out(&career, width, &font()).ticks;
            let numbered = ticks.iter().filter(|tick| tick.label.is_some()).count();
            assert!((3..=most).contains(&numbered), "{years} years, {width} wide: {numbered}");
        }
    }
}

#[test]
fn two_positions_known_to_the_year_meet_in_the_middle_of_it() {
    let year = |first: i32, last: i32| Stretch {
        start: (month(first, 1), month(first, 12)),
        end: (month(last, 1), month(last, 12)),
        planned: false,
    };
    let stay = Stay {
        lane: Lane::Work,
        label: "Lead".to_owned(),
        place: "Mill".to_owned(),
        periods: vec![year(2012, 2014), year(2014, 2016)],
    };
    let career = Career {
        stays: vec![stay],
        absences: vec![],
        now: month(2026, 11),
        now_label: String::new(),
        lane_name,
        tick_name,
    };
    let bars = &lay_out(&career, 700.0, &font()).bars[0];
    assert!((bars[0].whole.right() - bars[1].whole.x).abs() < 0.01, "{bars:?}");
    let (sure, whole) = (bars[0].sure.unwrap(), bars[0].whole);
    assert!(sure.x > whole.x && sure.right() < whole.right(), "{bars:?}");
}

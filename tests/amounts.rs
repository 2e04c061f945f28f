//! How the page says lengths of time.

use cv_readback::timeline::Months;

#[path = "../src/bin/page/words/amounts.rs"]
mod amounts;

use amounts::{duration, short_duration};

#[test]
fn lengths_are_said_as_people_say_them() {
    let cases = [
        ((0, 0), "0 months"),
        ((1, 1), "1 month"),
        ((9, 9), "9 months"),
        ((12, 12), "1 year"),
        ((13, 13), "1 year 1 month"),
        ((24, 24), "2 years"),
        ((143, 143), "11 years 11 months"),
        ((540, 540), "45 years"),
        ((0, 5), "up to 5 months"),
        ((0, 30), "up to 2 years 6 months"),
        ((1, 12), "1 to 12 months"),
        ((3, 14), "3 to 14 months"),
        ((12, 23), "12 to 23 months"),
        ((2, 24), "2 m to 2 y"),
        ((7, 30), "7 m to 2 y 6 m"),
        ((12, 24), "1 to 2 years"),
        ((26, 48), "2 to 4 years"),
        ((143, 154), "11 y 11 m to 12 y 10 m"),
        ((255, 284), "21 to 24 years"),
    ];
    for ((min, max), said) in cases {
        assert_eq!(duration(Months { min, max }), said, "{min} to {max}");
    }
}

/// Whatever the bounds: no number of months that is a year or more, and never fewer or more than there are.
#[test]
fn no_length_of_two_years_or_more_is_said_in_months() {
    let number = |text: &str, unit: &str| -> Option<u16> { text.strip_suffix(unit)?.rsplit(' ').next()?.parse().ok() };
    for max in (24..=600_u16).step_by(7) {
        for min in 0..=max {
            let said = duration(Months { min, max });
            let months = [" months", " month", " m"].iter().find_map(|unit| number(&said, unit)).unwrap_or(0);
            assert!(months < 12, "{min} to {max}: {said}");
            let (from, to) = said.rsplit_once(" to ").unwrap_or((&said, &said));
            if let (Some(years), true) = (number(to, " years"), min > 0) {
                assert!(
                    years * 12 >= max && number(from, "").is_none_or(|from| from * 12 <= min),
                    "{min} to {max}: {said}"
                );
            }
        }
    }
    assert_eq!([0, 9, 12, 88].map(short_duration), ["0 m", "9 m", "1 y", "7 y 4 m"]);
}

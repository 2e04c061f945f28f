//! Numbers with their nouns, and lengths of time: in one place, so that no two views say the same length differently.

use cv_readback::timeline::Months;

/// "1 position", "3 positions".
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// "9 months", "2 years", "11 years 11 months".
pub fn months(months: u16) -> String {
    let parts = [(months / 12, "year", "years"), (months % 12, "month", "months")];
    // No months at all are said as months.
    let said = parts.into_iter().filter(|part| part.0 > 0 || (months == 0 && part.1 == "month"));
    said.map(|(number, one, many)| count(usize::from(number), one, many)).collect::<Vec<_>>().join(" ")
}

/// "9 m", "2 y", "1 y 2 m": for tags, and for ranges that would be too long in words.
pub fn short_duration(months: u16) -> String {
    match (months / 12, months % 12) {
        (0, months) => format!("{months} m"),
        (years, 0) => format!("{years} y"),
        (years, months) => format!("{years} y {months} m"),
    }
}

/// A length that dates tell exactly, or within bounds: "7 years 4 months", "up to 5 months", "3 to 14 months",
/// "11 y 11 m to 12 y 10 m". Bounds a year or more apart are rounded outwards to years: "2 to 4 years".
pub fn duration(Months { min, max }: Months) -> String {
    if min >= max {
        return months(max);
    }
    if min == 0 {
        return format!("up to {}", months(max));
    }
    if max < 24 {
        return format!("{min} to {max} months");
    }
    if min >= 12 && (max - min >= 12 || (min % 12, max % 12) == (0, 0)) {
        return format!("{} to {} years", min / 12, max.div_ceil(12));
    }
    format!("{} to {}", short_duration(min), short_duration(max))
}

//! How much is labelled right.

use cv_readback::extract::form::{DATE, Schema, field_of};

use crate::Section;

/// Fields of a labelling: field, first and last piece.
fn spans(labels: &[usize]) -> Vec<(usize, usize, usize)> {
    let mut spans: Vec<(usize, usize, usize)> = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        match field_of(*label) {
            Some((_, true)) => {
                if let Some(last) = spans.last_mut() {
                    last.2 = at;
                }
            }
            Some((field, false)) => spans.push((field, at, at)),
            None => {}
        }
    }
    spans
}

/// Prints shares of labels and fields that `labels` has right, by kind of document.
pub fn print(schema: Schema, name: &str, sections: &[Section], labels: impl Fn(&Section, usize) -> Vec<usize>) {
    for (kind, wanted) in [("real", (false, false)), ("made up", (false, true)), ("forged", (true, false))] {
        let fields = schema.fields().len();
        let (mut pieces, mut right, mut whole, mut entries) = (0, 0, 0, 0);
        let mut counts = vec![(0, 0, 0); fields];
        for section in sections.iter().filter(|section| (section.forged, section.mutated) == wanted) {
            for (entry, gold) in section.labels.iter().enumerate() {
                let Some(gold) = gold else { continue };
                let got = labels(section, entry);
                entries += 1;
                whole += usize::from(*gold == got);
                for (gold, got) in gold.iter().zip(&got).filter(|(gold, _)| **gold != DATE) {
                    pieces += 1;
                    right += usize::from(gold == got);
                }
                let (gold, got) = (spans(gold), spans(&got));
                for (field, count) in counts.iter_mut().enumerate() {
                    let of = |all: &[(usize, usize, usize)]| -> Vec<_> {
                        all.iter().filter(|span| span.0 == field).copied().collect()
                    };
                    let (gold, got) = (of(&gold), of(&got));
                    count.0 += gold.iter().filter(|span| got.contains(span)).count();
                    count.1 += gold.len();
                    count.2 += got.len();
                }
            }
        }
        if entries == 0 {
            continue;
        }
        let share = |some: usize, all: usize| some as f64 / all.max(1) as f64;
        let each: Vec<String> = schema
            .fields()
            .iter()
            .zip(&counts)
            .map(|(field, (hit, gold, got))| format!("{field:?} {:.3}", share(2 * hit, gold + got)))
            .collect();
        println!(
            "  {name:10} {kind:8} labels {:.3} heads {:.3} ({entries})  {}",
            share(right, pieces),
            share(whole, entries),
            each.join(" ")
        );
    }
}

/// Lists the heads whose labels are wrong, piece by piece with the gold's label and the one that was read.
pub fn show(schema: Schema, sections: &[Section], labels: impl Fn(&Section, usize) -> Vec<usize>) {
    for section in sections.iter().filter(|section| !section.forged && !section.mutated) {
        for (entry, gold) in section.labels.iter().enumerate() {
            let Some(gold) = gold else { continue };
            let got = labels(section, entry);
            if *gold == got {
                continue;
            }
            println!("{}", section.id);
            for ((text, piece), (gold, got)) in
                section.texts[entry].iter().zip(&section.heads[entry].pieces).zip(gold.iter().zip(&got))
            {
                let mark = if gold == got { ' ' } else { '!' };
                let (gold, got) = (schema.label_name(*gold), schema.label_name(*got));
                println!("  {mark} {gold:2} {got:2} {:7} {} {text}", piece.sign.name(), piece.line);
            }
        }
    }
}

//! Layers (optional content, ISO 32000-1, 8.11): which of them the file opens without.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object};

/// Layers of a file, at most.
const MAX_LAYERS: usize = 1_000;

/// The layers that are not shown.
#[derive(Debug, Default)]
pub(super) struct Layers {
    /// Where the dictionary of each stands in the file.
    off: Vec<usize>,
}

impl Layers {
    pub(super) fn of(pdf: &Pdf) -> Self {
        let catalogue = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
        let layers = catalogue.and_then(|catalogue| catalogue.get::<Dict<'_>>("OCProperties"));
        let Some(layers) = layers else { return Self::default() };
        let usual = layers.get::<Dict<'_>>("D").unwrap_or_default();
        let mut off = places(&usual, "OFF");
        if usual.get::<Name<'_>>("BaseState").as_deref() == Some(b"OFF") {
            let on = places(&usual, "ON");
            off.extend(places(&layers, "OCGs").into_iter().filter(|place| !on.contains(place)));
        }
        Self { off }
    }

    /// Whether what belongs to a layer, or to a set of layers, is not shown.
    pub(super) fn hide(&self, layer: &Dict<'_>) -> bool {
        if self.off.is_empty() {
            return false;
        }
        let mut members: Vec<usize> = layer.get::<Dict<'_>>("OCGs").iter().map(place).collect();
        members.extend(places(layer, "OCGs"));
        if members.is_empty() {
            return self.off.contains(&place(layer));
        }
        members.iter().all(|member| self.off.contains(member))
    }
}

fn places(dict: &Dict<'_>, key: &str) -> Vec<usize> {
    let layers = dict.get::<Array<'_>>(key).unwrap_or_default();
    layers.iter::<Object<'_>>().take(MAX_LAYERS).filter_map(Object::into_dict).map(|layer| place(&layer)).collect()
}

fn place(layer: &Dict<'_>) -> usize {
    layer.data().as_ptr() as usize
}

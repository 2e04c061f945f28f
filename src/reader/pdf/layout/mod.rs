//! Pages -> blocks in reading order.
//!
//! Words make segments ([`segments`]), some of them items ([`bullets`]), and those lines ([`lines`]); what every page has is taken out ([`furniture`]); the page is cut along its
//! gutters ([`columns`]; [`relation`] tells columns from a margin of labels and from the white within a line); columns go
//! on from page to page ([`flow`]), turned headings before what they head ([`turned`]); lines that stand out are headings ([`headings`]); the rest is joined to paragraphs and
//! items ([`blocks`]; [`narrow`] where few words fill a line). Distances are multiples of the size of the text.

mod bands;
mod blocks;
mod bullets;
mod cells;
mod columns;
mod floats;
mod flow;
mod furniture;
mod headings;
mod joints;
mod justified;
mod labels;
mod lines;
mod narrow;
mod rail;
mod relation;
mod segments;
#[cfg(test)]
mod tests;
mod turned;

use std::collections::BTreeMap;

use super::page::{Area, Page, ShapeKind};
use crate::document::PageSize;
use crate::reader::RawBlock;
use columns::{Ground, Node};
use lines::{Line, Start};
use segments::Segment;

/// Puts the words of the pages into blocks, in the order in which a person reads them.
pub(super) fn blocks(pages: &[Page]) -> Vec<RawBlock> {
    let body = body_size(pages);
    let sizes: Vec<PageSize> = pages.iter().map(|page| page.size).collect();
    let icons = bullets::Icons::of(pages);
    let mut upright: Vec<Vec<Segment<'_>>> = Vec::new();
    let mut turned: Vec<Vec<Segment<'_>>> = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        let number = u16::try_from(number).unwrap_or(u16::MAX);
        let groups = segments::segments(page, number, &icons);
        let mut groups: Vec<Vec<Segment<'_>>> = groups.into_iter().map(floats::part).collect();
        let is_upright = |group: &Vec<Segment<'_>>| {
            group.first().is_some_and(|first| first.direction() == super::page::Direction::Right)
        };
        // A page of turned text only is read as if it stood upright.
        let main = groups.iter().position(is_upright).or(if groups.is_empty() { None } else { Some(0) });
        upright.push(main.map(|main| groups.remove(main)).unwrap_or_default());
        turned.extend(groups);
    }
    let footers = furniture::remove(&mut upright, &sizes);
    let column = upright.iter().filter(|page| !page.is_empty()).map(|page| extent(page));
    let column = column.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))).unwrap_or((0.0, 0.0));
    let mut nodes: Vec<Node<'_>> = Vec::new();
    for (page, segments) in pages.iter().zip(upright) {
        let (fills, rules) = (fills(page), rules(page));
        nodes.push(Ground { body, fills: &fills, rules: &rules }.cut(segments, column, 0));
    }
    let mut lines = flow::lines(nodes, body);
    rail::join_periods(&mut lines);
    cells::join_wrapped(&mut lines);
    let turned: Vec<Vec<Segment<'_>>> =
        turned.into_iter().map(|group| turned::put_headings(group, &mut lines, body)).collect();
    lines.extend(footers);
    for group in turned {
        let from = lines.len();
        let column = extent(&group);
        lines.extend(lines::rows(group, column));
        if let Some(first) = lines.get_mut(from) {
            first.begin(Start::Flow);
        }
    }
    let leading = leading(&lines, body);
    let ruled = headings::ruled(&lines, pages);
    let levels = headings::levels(&lines, &ruled, body, leading);
    blocks::compose(&lines, &levels, &ruled, leading)
}

/// The size of most letters, in points.
fn body_size(pages: &[Page]) -> f32 {
    let mut letters: BTreeMap<u32, usize> = BTreeMap::new();
    for word in pages.iter().flat_map(|page| &page.words).filter(|word| word.size.is_finite() && word.size > 0.0) {
        *letters.entry((word.size * 2.0).round() as u32).or_insert(0) += word.text.chars().count();
    }
    let most = letters.into_iter().max_by_key(|(_, count)| *count);
    most.map_or(10.0, |(size, _)| (size as f32 / 2.0).max(1.0))
}

/// Where text begins and ends.
fn extent(segments: &[Segment<'_>]) -> (f32, f32) {
    let left = segments.iter().map(Segment::start).fold(f32::MAX, f32::min);
    let right = segments.iter().map(|segment| segment.right).fold(f32::MIN, f32::max);
    (left, right)
}

/// The filled areas that are narrower than the page.
fn fills(page: &Page) -> Vec<Area> {
    let shapes = page.shapes.iter().filter(|shape| matches!(shape.kind, ShapeKind::Fill(_))).map(|shape| shape.area);
    let is_part = |area: &Area| area.width < 0.8 * page.size.width && area.height > 0.2 * page.size.height;
    let mut fills: Vec<Area> = shapes.filter(is_part).collect();
    fills.truncate(200);
    fills
}

/// The horizontal rules that are longer than a word, from top to bottom.
fn rules(page: &Page) -> Vec<Area> {
    let is_rule = |area: &Area| {
        let is_finite = [area.left, area.top, area.width, area.height].iter().all(|number| number.is_finite());
        is_finite && area.height < 4.0 && area.width > 60.0
    };
    let shapes = page.shapes.iter().filter(|shape| shape.kind == ShapeKind::Rule).map(|shape| shape.area);
    let mut rules: Vec<Area> = shapes.filter(is_rule).collect();
    rules.sort_by(|a, b| a.top.total_cmp(&b.top));
    rules.truncate(400);
    rules
}

/// The usual distance of the baselines of a paragraph, as a multiple of the size of its text: the most frequent one
/// between lines of the body size.
fn leading(lines: &[Line<'_>], body: f32) -> f32 {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for pair in lines.windows(2) {
        let (before, after) = (pair[0].first(), pair[1].first());
        let gap = (after.baseline - before.baseline) / after.size;
        let is_body = (before.size - body).abs() < 0.6 && (after.size - body).abs() < 0.6;
        if is_body && before.page == after.page && (0.9..2.2).contains(&gap) {
            *counts.entry((gap * 20.0).round() as u32).or_insert(0) += 1;
        }
    }
    let most = counts.iter().max_by_key(|(gap, count)| (**count, std::cmp::Reverse(**gap)));
    most.map_or(1.25, |(gap, _)| *gap as f32 / 20.0)
}

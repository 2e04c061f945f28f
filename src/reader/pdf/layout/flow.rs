//! The parts of the pages -> lines in reading order; a column that goes on on the next page is one flow.

use super::columns::{Column, Node};
use super::lines::{Line, Start};

/// Columns side by side, over one page or several.
struct Split<'a> {
    /// Where the right column begins.
    at: f32,
    left: Vec<Node<'a>>,
    right: Vec<Node<'a>>,
    /// The right column holds the larger text: the name.
    right_first: bool,
}

enum Part<'a> {
    One(Node<'a>),
    Split(Split<'a>),
}

/// Puts the lines of all pages into reading order.
pub(super) fn lines<'a>(pages: Vec<Node<'a>>, body: f32) -> Vec<Line<'a>> {
    let mut parts: Vec<Part<'a>> = Vec::new();
    for page in pages {
        let mut stacked = Vec::new();
        unstack(page, &mut stacked);
        let mut may_go_on = true;
        for node in stacked {
            let rest = match parts.last_mut() {
                Some(Part::Split(split)) if may_go_on => split.take(node, body),
                _ => Some(node),
            };
            let Some(node) = rest else { continue };
            may_go_on = false;
            let first = parts.is_empty();
            parts.push(match node {
                Node::Columns(columns) => {
                    let [left, right] = *columns;
                    Part::Split(Split {
                        at: right.left,
                        right_first: first && right.largest > 1.3 * left.largest,
                        left: vec![left.node],
                        right: vec![right.node],
                    })
                }
                Node::Lines(_) | Node::Stack(_) => Part::One(node),
            });
        }
    }
    let mut lines = Vec::new();
    for part in parts {
        match part {
            Part::One(node) => collect(node, &mut lines),
            Part::Split(split) => split.collect(&mut lines),
        }
    }
    lines
}

impl<'a> Split<'a> {
    /// Takes a part of the next page that goes on with these columns; gives back one that does not.
    fn take(&mut self, node: Node<'a>, body: f32) -> Option<Node<'a>> {
        match node {
            Node::Columns(columns) if (columns[1].left - self.at).abs() < 1.5 * body => {
                let [left, right] = *columns;
                self.left.push(left.node);
                self.right.push(right.node);
                None
            }
            Node::Columns(_) => Some(node),
            Node::Lines(_) | Node::Stack(_) => {
                let Some((start, end)) = extent(&node) else { return Some(node) };
                let left = self.left.iter().filter_map(extent).map(|(start, _)| start).fold(f32::MAX, f32::min);
                if start > self.at - 0.5 * body {
                    self.right.push(node);
                    None
                } else if end < self.at - 0.5 * body && (start - left).abs() < body {
                    self.left.push(node);
                    None
                } else {
                    Some(node)
                }
            }
        }
    }

    fn collect(self, lines: &mut Vec<Line<'a>>) {
        let sides = if self.right_first { [self.right, self.left] } else { [self.left, self.right] };
        for side in sides {
            let from = lines.len();
            for node in side {
                collect(node, lines);
            }
            if let Some(first) = lines.get_mut(from) {
                first.begin(Start::Flow);
            }
        }
    }
}

fn unstack<'a>(node: Node<'a>, out: &mut Vec<Node<'a>>) {
    match node {
        Node::Stack(parts) => {
            for part in parts {
                unstack(part, out);
            }
        }
        Node::Lines(_) | Node::Columns(_) => out.push(node),
    }
}

fn collect<'a>(node: Node<'a>, lines: &mut Vec<Line<'a>>) {
    match node {
        Node::Lines(own) => lines.extend(own),
        Node::Stack(parts) => {
            let mut after_columns = false;
            for part in parts {
                let from = lines.len();
                let is_columns = matches!(part, Node::Columns(_));
                collect(part, lines);
                if let Some(first) = lines.get_mut(from).filter(|_| after_columns) {
                    first.begin(Start::Flow);
                }
                after_columns = is_columns;
            }
        }
        Node::Columns(columns) => {
            for Column { node, .. } in *columns {
                let from = lines.len();
                collect(node, lines);
                if let Some(first) = lines.get_mut(from) {
                    first.begin(Start::Flow);
                }
            }
        }
    }
}

/// From where to where the lines of a part reach.
fn extent(node: &Node<'_>) -> Option<(f32, f32)> {
    match node {
        Node::Lines(lines) => {
            let start = lines.iter().map(|line| line.first().start()).fold(f32::MAX, f32::min);
            let end = lines.iter().map(|line| line.last().right).fold(f32::MIN, f32::max);
            (!lines.is_empty()).then_some((start, end))
        }
        Node::Stack(parts) => parts.iter().filter_map(extent).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))),
        Node::Columns(columns) => {
            columns.iter().filter_map(|column| extent(&column.node)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
        }
    }
}

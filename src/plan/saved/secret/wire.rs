//! How hidden places are written in plan files.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::model::{FieldPath, Segment};
use crate::plan::saved::secret::{Hidden, Leaf, Part, Place, Side};

#[derive(Deserialize)]
pub(in crate::plan::saved) struct HiddenWire {
    salt: String,
    places: Vec<LeafWire>,
}

#[derive(Deserialize)]
struct LeafWire {
    step: usize,
    side: String,
    path: Vec<SegmentWire>,
    digest: String,
    parts: Vec<PartWire>,
    written: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum SegmentWire {
    Item(usize),
    Member(String),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum PartWire {
    Text(String),
    Variable { variable: String, digest: String },
}

impl Hidden {
    /// The JSON form; nothing where nothing is hidden.
    pub(in crate::plan::saved) fn to_json(&self) -> Option<Value> {
        if self.leaves.is_empty() {
            return None;
        }
        let places: Vec<Value> = self.leaves.iter().map(Leaf::to_json).collect();
        Some(json!({"salt": self.salt, "places": places}))
    }
}

impl Leaf {
    fn to_json(&self) -> Value {
        let segment = |segment: &Segment| match segment {
            Segment::Member(name) => json!(name),
            Segment::Item(index) => json!(index),
        };
        let part = |part: &Part| match part {
            Part::Text(text) => json!(text),
            Part::Variable { name, digest } => json!({"variable": name, "digest": digest}),
        };
        json!({
            "step": self.change + 1,
            "side": match self.side { Side::Before => "before", Side::After => "after" },
            "path": self.path().segments().iter().map(segment).collect::<Vec<_>>(),
            "written": self.shown,
            "digest": self.digest,
            "parts": self.parts.iter().map(part).collect::<Vec<_>>(),
        })
    }
}

impl HiddenWire {
    /// Answers none if a place is in no step or on no side.
    pub(in crate::plan::saved) fn hidden(self, steps: usize) -> Option<Hidden> {
        let leaves: Option<Vec<Leaf>> =
            self.places.into_iter().map(|leaf| leaf.leaf(steps)).collect();
        Some(Hidden { salt: self.salt, leaves: leaves? })
    }
}

impl LeafWire {
    fn leaf(self, steps: usize) -> Option<Leaf> {
        let mut path = FieldPath::default();
        for segment in self.path {
            path.push(match segment {
                SegmentWire::Member(name) => Segment::Member(name.into()),
                SegmentWire::Item(index) => Segment::Item(index),
            });
        }
        let place = match path.segments() {
            [Segment::Member(tags), Segment::Member(key)] if tags == "tags" => {
                Place::Tag(key.to_string())
            }
            _ => Place::Field(path),
        };
        let part = |part| match part {
            PartWire::Text(text) => Part::Text(text),
            PartWire::Variable { variable, digest } => Part::Variable { name: variable, digest },
        };
        Some(Leaf {
            change: self.step.checked_sub(1).filter(|change| *change < steps)?,
            side: match self.side.as_str() {
                "before" => Side::Before,
                "after" => Side::After,
                _ => return None,
            },
            place,
            digest: self.digest,
            parts: self.parts.into_iter().map(part).collect(),
            shown: self.written,
        })
    }
}

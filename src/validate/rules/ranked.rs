//! The routes of one router or gateway in the order in which they are tried, found by what they
//! take, so that not each has to be held against each.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Kind, ResourceId};
use crate::validate::rules::listeners;
use crate::validate::rules::reach::{Reach, Way};
use crate::validate::subject::{ROUTES, Subject};

/// With how many routes of one path a route is compared at most.
const COMPARED_MAX: usize = 100;

/// Routes of one router or gateway and of one protocol, the first to be tried first.
pub struct Ranked<'a> {
    pub routes: Vec<Reach<'a>>,
    by_way: BTreeMap<Way<'a>, Vec<usize>>,
    /// The lengths that prefixes have.
    lengths: BTreeSet<usize>,
}

/// The routes of all routers and gateways. What is not known in full is left out, and so is what
/// serves no listener.
pub fn all<'a>(subject: &'a Subject<'_>) -> Vec<Ranked<'a>> {
    let mut groups: BTreeMap<_, Vec<Reach<'a>>> = BTreeMap::new();
    let mut known: Option<(ResourceId, Option<Vec<_>>)> = None;
    for resource in subject.of(ROUTES) {
        if !matches!(resource.kind(), Kind::Route | Kind::GatewayRoute)
            || !subject.is_whole(&resource.id)
        {
            continue;
        }
        let Some(parent) = resource.id.parent_id() else { continue };
        // Routes follow one another by parent.
        if known.as_ref().is_none_or(|(of, _)| *of != parent) {
            known = Some((parent.clone(), ports(subject, &parent)));
        }
        let ports = known.as_ref().and_then(|(_, ports)| ports.as_deref());
        let Some(reach) = Reach::of(resource, ports) else { continue };
        if !reach.ports.is_none() {
            groups.entry((parent, reach.protocol)).or_default().push(reach);
        }
    }
    groups.into_values().map(Ranked::new).collect()
}

type Listening = Vec<(crate::model::scalar::Port, crate::model::listener::Protocol)>;

fn ports(subject: &Subject<'_>, parent: &ResourceId) -> Option<Listening> {
    let parent = subject.get(parent).filter(|parent| subject.is_whole(&parent.id))?;
    Some(listeners::of(parent).iter().map(|one| (one.port, one.protocol)).collect())
}

impl<'a> Ranked<'a> {
    fn new(mut routes: Vec<Reach<'a>>) -> Self {
        routes.sort_by(|one, other| {
            let name = |reach: &Reach<'a>| reach.resource.id.name();
            (one.rank(), name(one)).cmp(&(other.rank(), name(other)))
        });
        let mut by_way: BTreeMap<Way<'a>, Vec<usize>> = BTreeMap::new();
        let mut lengths = BTreeSet::new();
        for (index, route) in routes.iter().enumerate() {
            by_way.entry(route.way).or_default().push(index);
            if let Way::Prefix { text, .. } = route.way {
                lengths.insert(text.len());
            }
        }
        Self { routes, by_way, lengths }
    }

    /// The route that is tried before this one and takes all that it would.
    pub fn before(&self, index: usize) -> Option<&Reach<'a>> {
        let route = &self.routes[index];
        let wider = self.wider(route.way).into_iter().flat_map(|wider| {
            let earlier = wider.iter().take_while(|other| **other < index);
            earlier.take(COMPARED_MAX)
        });
        let found = wider.filter(|other| self.routes[**other].takes_all_of(route)).min()?;
        self.routes.get(*found)
    }

    /// Whether some route takes the requests for the path of this one that are not like it wants
    /// them. Among very many routes one is thought to.
    pub fn has_fallback(&self, index: usize) -> bool {
        let route = self.routes[index].unconditional();
        self.wider(route.way).into_iter().any(|wider| {
            wider.len() > COMPARED_MAX
                || wider.iter().any(|other| self.routes[*other].takes_all_of(&route))
        })
    }

    /// A route before this one that takes some of its requests too, where only their names say
    /// which of the two comes first.
    pub fn rival(&self, index: usize) -> Option<&Reach<'a>> {
        let route = &self.routes[index];
        let same = self.by_way.get(&route.way)?;
        let position = same.partition_point(|other| *other < index);
        let earlier = same[..position].iter().rev().take(COMPARED_MAX);
        let mut earlier = earlier.map(|other| &self.routes[*other]);
        earlier.find(|other| {
            other.rank() == route.rank() && !other.takes_all_of(route) && !other.never_meets(route)
        })
    }

    /// The routes whose paths may hold those of another, by path.
    fn wider(&self, way: Way<'a>) -> Vec<&[usize]> {
        let mut ways = vec![Way::Any];
        match way {
            Way::Any | Way::Unknown => {}
            Way::Regex(_) => ways.push(way),
            Way::Exact(path) => {
                ways.push(way);
                self.push_prefixes(path, &mut ways);
            }
            Way::Prefix { text, .. } => self.push_prefixes(text, &mut ways),
            Way::Call { service, method } => {
                ways.push(Way::Call { service: None, method: None });
                ways.push(Way::Call { service, method: None });
                ways.push(Way::Call { service: None, method });
                ways.push(way);
                ways.sort_unstable();
                ways.dedup();
            }
        }
        ways.iter().filter_map(|way| self.by_way.get(way)).map(Vec::as_slice).collect()
    }

    fn push_prefixes(&self, path: &'a str, ways: &mut Vec<Way<'a>>) {
        let texts = self.lengths.range(..=path.len()).filter_map(|length| path.get(..*length));
        for text in texts {
            ways.extend([false, true].map(|doubled| Way::Prefix { text, doubled }));
        }
    }
}

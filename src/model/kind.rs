//! The seven kinds of resources and the one table of what differs between them.

use std::fmt;

/// A kind of resource. The order is the order of creation: nothing refers to a later kind but a
/// virtual node to its backends, which need not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Mesh,
    VirtualNode,
    VirtualRouter,
    Route,
    VirtualService,
    VirtualGateway,
    GatewayRoute,
}

/// What differs between kinds.
#[derive(Debug)]
pub struct KindRow {
    /// The name in JSON: the wrapper of describe output and the value of `kind`.
    pub wire: &'static str,
    /// The member that holds the resource's own name.
    pub name_member: &'static str,
    /// The last segment of the collection's URL, and the member that lists it.
    pub collection: &'static str,
    /// The segment in ARNs; also the segment before a parent's name in its children's URLs.
    pub segment: &'static str,
    /// The kind that the resource is a part of, where that is not just the mesh.
    pub parent: Option<Kind>,
    /// The kind in addresses.
    pub short: &'static str,
    /// What people call one, and several.
    pub noun: &'static str,
    pub nouns: &'static str,
    /// The type in `CloudFormation`.
    pub cloudformation: &'static str,
    /// The beginning of operation names: `CreateX`, `DescribeX`.
    pub operation: &'static str,
}

impl Kind {
    pub const ALL: [Self; 7] = [
        Self::Mesh,
        Self::VirtualNode,
        Self::VirtualRouter,
        Self::Route,
        Self::VirtualService,
        Self::VirtualGateway,
        Self::GatewayRoute,
    ];

    /// The kind's row of the table.
    pub fn row(self) -> &'static KindRow {
        &ROWS[self as usize]
    }

    /// The kind whose JSON name is `wire`.
    pub fn from_wire(wire: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.row().wire == wire)
    }

    /// The kind that a person means: short form, JSON name, noun or plural, in any case and with or
    /// without dashes.
    pub fn from_words(words: &str) -> Option<Self> {
        let plain = plain(words);
        Self::ALL.into_iter().find(|kind| {
            let row = kind.row();
            [row.short, row.wire, row.collection, row.noun, row.nouns, row.cloudformation]
                .into_iter()
                .any(|name| self::plain(name) == plain)
        })
    }

    /// The kinds that are a part of this one.
    pub fn children(self) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |kind| kind.row().parent == Some(self))
    }
}

fn plain(words: &str) -> String {
    words.chars().filter(|c| !matches!(c, '-' | '_' | ' ')).flat_map(char::to_lowercase).collect()
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.row().noun)
    }
}

const ROWS: [KindRow; 7] = [
    KindRow {
        wire: "mesh",
        name_member: "meshName",
        collection: "meshes",
        segment: "mesh",
        parent: None,
        short: "m",
        noun: "mesh",
        nouns: "meshes",
        cloudformation: "AWS::AppMesh::Mesh",
        operation: "Mesh",
    },
    KindRow {
        wire: "virtualNode",
        name_member: "virtualNodeName",
        collection: "virtualNodes",
        segment: "virtualNode",
        parent: None,
        short: "vn",
        noun: "virtual node",
        nouns: "virtual nodes",
        cloudformation: "AWS::AppMesh::VirtualNode",
        operation: "VirtualNode",
    },
    KindRow {
        wire: "virtualRouter",
        name_member: "virtualRouterName",
        collection: "virtualRouters",
        segment: "virtualRouter",
        parent: None,
        short: "vr",
        noun: "virtual router",
        nouns: "virtual routers",
        cloudformation: "AWS::AppMesh::VirtualRouter",
        operation: "VirtualRouter",
    },
    KindRow {
        wire: "route",
        name_member: "routeName",
        collection: "routes",
        segment: "route",
        parent: Some(Kind::VirtualRouter),
        short: "rt",
        noun: "route",
        nouns: "routes",
        cloudformation: "AWS::AppMesh::Route",
        operation: "Route",
    },
    KindRow {
        wire: "virtualService",
        name_member: "virtualServiceName",
        collection: "virtualServices",
        segment: "virtualService",
        parent: None,
        short: "vs",
        noun: "virtual service",
        nouns: "virtual services",
        cloudformation: "AWS::AppMesh::VirtualService",
        operation: "VirtualService",
    },
    KindRow {
        wire: "virtualGateway",
        name_member: "virtualGatewayName",
        collection: "virtualGateways",
        segment: "virtualGateway",
        parent: None,
        short: "vg",
        noun: "virtual gateway",
        nouns: "virtual gateways",
        cloudformation: "AWS::AppMesh::VirtualGateway",
        operation: "VirtualGateway",
    },
    KindRow {
        wire: "gatewayRoute",
        name_member: "gatewayRouteName",
        collection: "gatewayRoutes",
        segment: "gatewayRoute",
        parent: Some(Kind::VirtualGateway),
        short: "gr",
        noun: "gateway route",
        nouns: "gateway routes",
        cloudformation: "AWS::AppMesh::GatewayRoute",
        operation: "GatewayRoute",
    },
];

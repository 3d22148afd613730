//! Values that many of Envoy's messages are made of.

#![expect(clippy::unnecessary_wraps, reason = "what holds them is optional everywhere")]

use std::net::IpAddr;

use envoy_types::pb::envoy::config::core::v3 as core;
use envoy_types::pb::envoy::r#type::matcher::v3 as matcher;
use envoy_types::pb::google::protobuf::{Any, BoolValue, Duration, UInt32Value};
use envoy_types::util::pack_any;
use prost::{Message, Name};

use crate::routing::limits::Length;

/// The longest time that Envoy is given, 100 years: it refuses what its nanoseconds cannot hold.
const LONGEST_MILLIS: i64 = 100 * 365 * 24 * 3_600_000;

/// A message as the configuration of an extension.
pub fn packed<T: Name + Message>(message: T) -> Any {
    pack_any(message)
}

pub fn boolean(value: bool) -> Option<BoolValue> {
    Some(BoolValue { value })
}

/// A number that Envoy keeps in 32 bits; larger ones are the largest.
pub fn number(value: i64) -> Option<UInt32Value> {
    Some(UInt32Value { value: clamped(value) })
}

pub fn clamped(value: i64) -> u32 {
    u32::try_from(value.max(0)).unwrap_or(u32::MAX)
}

pub fn millis(millis: i64) -> Option<Duration> {
    let millis = millis.clamp(0, LONGEST_MILLIS);
    let nanos = i32::try_from(millis % 1000 * 1_000_000).unwrap_or_default();
    Some(Duration { seconds: millis / 1000, nanos })
}

/// A limit, where Envoy takes zero for none.
pub fn limit(length: Length) -> Option<Duration> {
    match length {
        Length::Millis(length) => millis(length),
        Length::Unlimited => millis(0),
    }
}

/// A period, which Envoy wants to be longer than nothing.
pub fn period(length: Length) -> Option<Duration> {
    match length {
        Length::Millis(length) => millis(length.max(1)),
        Length::Unlimited => millis(LONGEST_MILLIS),
    }
}

pub fn address(ip: IpAddr, port: u16) -> core::Address {
    socket(core::SocketAddress {
        address: ip.to_string(),
        port_specifier: Some(core::socket_address::PortSpecifier::PortValue(port.into())),
        ..Default::default()
    })
}

/// An address by a name that is to be resolved.
pub fn named_address(host: &str, port: u16) -> core::Address {
    socket(core::SocketAddress {
        address: host.to_owned(),
        port_specifier: Some(core::socket_address::PortSpecifier::PortValue(port.into())),
        ..Default::default()
    })
}

/// Every address of the machine, of both versions of IP.
pub fn any_address(port: u16) -> core::Address {
    socket(core::SocketAddress {
        address: "::".to_owned(),
        ipv4_compat: true,
        port_specifier: Some(core::socket_address::PortSpecifier::PortValue(port.into())),
        ..Default::default()
    })
}

fn socket(address: core::SocketAddress) -> core::Address {
    core::Address { address: Some(core::address::Address::SocketAddress(address)) }
}

/// What says that a resource comes over the stream that everything comes over.
pub fn over_ads() -> core::ConfigSource {
    core::ConfigSource {
        resource_api_version: core::ApiVersion::V3.into(),
        config_source_specifier: Some(core::config_source::ConfigSourceSpecifier::Ads(
            core::AggregatedConfigSource {},
        )),
        ..Default::default()
    }
}

pub fn regex(regex: impl Into<String>) -> matcher::RegexMatcher {
    matcher::RegexMatcher { regex: regex.into(), engine_type: None }
}

/// A text that must be matched in that way.
pub fn text(pattern: matcher::string_matcher::MatchPattern) -> matcher::StringMatcher {
    matcher::StringMatcher { match_pattern: Some(pattern), ..Default::default() }
}

pub fn exactly(value: &str) -> matcher::StringMatcher {
    text(matcher::string_matcher::MatchPattern::Exact(value.to_owned()))
}

/// A header that is set, whatever was there before. Envoy takes what is between percent signs for
/// a command.
pub fn set_header(key: &str, value: &str) -> core::HeaderValueOption {
    let value = value.replace('%', "%%");
    core::HeaderValueOption {
        header: Some(core::HeaderValue { key: key.to_owned(), value, raw_value: Vec::new() }),
        append_action: core::header_value_option::HeaderAppendAction::OverwriteIfExistsOrAdd.into(),
        ..Default::default()
    }
}

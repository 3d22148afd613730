//! Access logs.

use std::collections::BTreeMap;

use envoy_types::pb::envoy::config::accesslog::v3 as accesslog;
use envoy_types::pb::envoy::config::core::v3::{DataSource, data_source};
use envoy_types::pb::google::protobuf::{Any, Value, value};
use prost::Message;

use crate::model::logging::{AccessLog, FileAccessLog, Logging, LoggingFormat};

const URL: &str = "type.googleapis.com/envoy.extensions.access_loggers.file.v3.FileAccessLog";

// Envoy's messages for a log in a file, with the members of its JSON form in order: generated
// messages keep them in a hash map, whose bytes differ from process to process.

#[derive(Clone, PartialEq, Message)]
struct File {
    #[prost(string, tag = "1")]
    path: String,
    #[prost(message, optional, tag = "5")]
    log_format: Option<Form>,
}

#[derive(Clone, PartialEq, Message)]
struct Form {
    #[prost(message, optional, tag = "2")]
    json: Option<Members>,
    #[prost(message, optional, tag = "5")]
    text: Option<DataSource>,
}

#[derive(Clone, PartialEq, Message)]
struct Members {
    #[prost(btree_map = "string, message", tag = "1")]
    fields: BTreeMap<String, Value>,
}

/// The access logs of a listener, as a node or gateway wants them.
pub fn access_logs(logging: Option<&Logging>) -> Vec<accesslog::AccessLog> {
    match logging.and_then(|logging| logging.access_log.as_ref()) {
        // No file has such a name, and Envoy refuses a listener whose log it cannot open.
        Some(AccessLog::File(file)) if file.path.contains('\0') => Vec::new(),
        Some(AccessLog::File(file)) => vec![accesslog::AccessLog {
            name: "envoy.access_loggers.file".to_owned(),
            filter: None,
            config_type: Some(accesslog::access_log::ConfigType::TypedConfig(config(file))),
        }],
        Some(AccessLog::Other(_)) | None => Vec::new(),
    }
}

fn config(file: &FileAccessLog) -> Any {
    let log_format = file.format.as_ref().and_then(form);
    let file = File { path: file.path.to_string(), log_format };
    Any { type_url: URL.to_owned(), value: file.encode_to_vec() }
}

fn form(format: &LoggingFormat) -> Option<Form> {
    match format {
        LoggingFormat::Text(text) => Some(Form {
            json: None,
            text: Some(DataSource {
                specifier: Some(data_source::Specifier::InlineString(line(text))),
                ..Default::default()
            }),
        }),
        LoggingFormat::Json(members) => {
            let fields = members.iter().map(|member| {
                let value = value::Kind::StringValue(member.value.to_string());
                (member.key.to_string(), Value { kind: Some(value) })
            });
            Some(Form { json: Some(Members { fields: fields.collect() }), text: None })
        }
        LoggingFormat::Other(_) => None,
    }
}

/// Envoy writes what the format says and no more, so entries would run into each other.
fn line(text: &str) -> String {
    if text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") }
}

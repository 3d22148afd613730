//! Access logs of proxies.

use crate::model::choice::union;
use crate::model::scalar::{FilePath, Length, Text};
use crate::model::shape::shape;

shape! {
    /// What a proxy logs.
    Logging {
        optional access_log: AccessLog = "accessLog",
    }
}

union! {
    /// Where access logs go.
    AccessLog {
        File(FileAccessLog) = "file",
    }
}

shape! {
    /// An access log in a file.
    FileAccessLog {
        /// The file inside the proxy's container; `/dev/stdout` is usual.
        required path: FilePath = "path",
        /// The form of a line. Absent means Envoy's own.
        optional format: LoggingFormat = "format",
    }
}

union! {
    /// The form of an access log line.
    LoggingFormat {
        Text(Text<Length<1, 1000>>) = "text",
        Json(Vec<JsonFormatField>) = "json",
    }
}

shape! {
    /// One member of a JSON access log line.
    JsonFormatField {
        required key: Text<Length<1, 100>> = "key",
        required value: Text<Length<1, 100>> = "value",
    }
}

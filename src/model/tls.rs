//! TLS: what a listener offers, what a client demands.

use crate::model::choice::union;
use crate::model::scalar::{AnyText, FilePath, Length, List, Port, Text};
use crate::model::shape::shape;
use crate::model::words::words;

shape! {
    /// TLS that a proxy terminates.
    ListenerTls {
        required mode: TlsMode = "mode",
        /// Required even where the mode is `DISABLED`.
        required certificate: ListenerCertificate = "certificate",
        /// Whom the listener trusts. Its presence demands client certificates.
        optional validation: ListenerValidation = "validation",
    }
}

words! {
    /// Whether a listener speaks TLS.
    TlsMode {
        /// Only TLS.
        Strict = "STRICT",
        /// TLS and plain text.
        Permissive = "PERMISSIVE",
        /// Only plain text.
        Disabled = "DISABLED",
    }
}

union! {
    /// Where a listener's certificate comes from.
    ListenerCertificate {
        Acm(AcmCertificate) = "acm",
        File(FileCertificate) = "file",
        Sds(SdsSecret) = "sds",
    }
}

shape! {
    /// A certificate kept by AWS Certificate Manager.
    AcmCertificate {
        required certificate_arn: AnyText = "certificateArn",
    }
}

shape! {
    /// A certificate and its key in files.
    FileCertificate {
        required certificate_chain: FilePath = "certificateChain",
        required private_key: FilePath = "privateKey",
    }
}

shape! {
    /// A secret that the proxy fetches by name.
    SdsSecret {
        required secret_name: AnyText = "secretName",
    }
}

shape! {
    /// Whom a listener trusts.
    ListenerValidation {
        required trust: ListenerTrust = "trust",
        optional subject_alternative_names: Box<SubjectAlternativeNames> = "subjectAlternativeNames",
    }
}

union! {
    /// Where the authorities come from that a listener trusts.
    ListenerTrust {
        File(FileTrust) = "file",
        Sds(SdsSecret) = "sds",
    }
}

shape! {
    /// Authorities in a file.
    FileTrust {
        required certificate_chain: FilePath = "certificateChain",
    }
}

shape! {
    /// Names of which the other side's certificate must carry one.
    SubjectAlternativeNames {
        required names: SubjectAlternativeNameMatchers = "match",
    }
}

shape! {
    /// How names are compared.
    SubjectAlternativeNameMatchers {
        required exact: Vec<Text<Length<1, 254>>> = "exact",
    }
}

shape! {
    /// What a proxy demands when it calls. Empty is legal.
    ClientPolicy {
        optional tls: ClientTls = "tls",
    }
}

shape! {
    /// TLS that a proxy starts.
    ClientTls {
        /// Whether TLS is a must. Absent means it is.
        optional enforce: bool = "enforce",
        /// The ports that this is for. Absent or empty means all.
        list ports: Port = "ports",
        /// What the proxy shows for itself.
        optional certificate: Box<ClientCertificate> = "certificate",
        required validation: ClientValidation = "validation",
    }
}

union! {
    /// Where a client's certificate comes from.
    ClientCertificate {
        File(FileCertificate) = "file",
        Sds(SdsSecret) = "sds",
    }
}

shape! {
    /// Whom a client trusts.
    ClientValidation {
        required trust: ClientTrust = "trust",
        optional subject_alternative_names: Box<SubjectAlternativeNames> = "subjectAlternativeNames",
    }
}

union! {
    /// Where the authorities come from that a client trusts.
    ClientTrust {
        Acm(AcmTrust) = "acm",
        File(FileTrust) = "file",
        Sds(SdsSecret) = "sds",
    }
}

shape! {
    /// Authorities kept by AWS.
    AcmTrust {
        required certificate_authority_arns: List<AnyText, 1, 3> = "certificateAuthorityArns",
    }
}

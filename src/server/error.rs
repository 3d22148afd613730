//! Errors as the API answers them: a type, its status, and a message for the caller.

use http::StatusCode;

use crate::model::instance::InstanceNameError;
use crate::server::plane::locks::LockView;

/// What is wrong with a request, or with its processing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ApiError {
    pub kind: ErrorKind,
    pub message: String,
    /// Which of several changes of one request it is about.
    pub change: Option<usize>,
    /// The lock that stands in the way.
    pub lock: Option<Box<LockView>>,
}

/// The type of an error. App Mesh has those above the blank line, the others are HTTP's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    BadRequest,
    TooManyTags,
    LimitExceeded,
    Forbidden,
    NotFound,
    Conflict,
    ResourceInUse,
    InternalServerError,
    ServiceUnavailable,

    UnknownOperation,
    MethodNotAllowed,
    RequestTimeout,
    Gone,
    PreconditionFailed,
    RequestEntityTooLarge,
    Locked,
    /// There is no room for the change; nothing of it was kept.
    InsufficientStorage,
    /// Nothing can be written; nothing of the change was kept.
    StoreFailed,
}

impl ErrorKind {
    /// The value of `x-amzn-ErrorType`.
    pub fn name(self) -> &'static str {
        match self {
            Self::BadRequest => "BadRequestException",
            Self::TooManyTags => "TooManyTagsException",
            Self::LimitExceeded => "LimitExceededException",
            Self::Forbidden => "ForbiddenException",
            Self::NotFound => "NotFoundException",
            Self::Conflict => "ConflictException",
            Self::ResourceInUse => "ResourceInUseException",
            Self::InternalServerError => "InternalServerErrorException",
            Self::ServiceUnavailable => "ServiceUnavailableException",
            Self::UnknownOperation | Self::MethodNotAllowed => "UnknownOperationException",
            Self::RequestTimeout => "RequestTimeoutException",
            Self::Gone => "GoneException",
            Self::PreconditionFailed => "PreconditionFailedException",
            Self::RequestEntityTooLarge => "RequestEntityTooLargeException",
            Self::Locked => "LockedException",
            Self::InsufficientStorage => "InsufficientStorageException",
            Self::StoreFailed => "StoreFailedException",
        }
    }

    pub fn status(self) -> StatusCode {
        match self {
            Self::BadRequest | Self::TooManyTags | Self::LimitExceeded => StatusCode::BAD_REQUEST,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::NotFound | Self::UnknownOperation => StatusCode::NOT_FOUND,
            Self::Conflict | Self::ResourceInUse => StatusCode::CONFLICT,
            Self::InternalServerError => StatusCode::INTERNAL_SERVER_ERROR,
            Self::ServiceUnavailable | Self::StoreFailed => StatusCode::SERVICE_UNAVAILABLE,
            Self::InsufficientStorage => StatusCode::INSUFFICIENT_STORAGE,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::RequestTimeout => StatusCode::REQUEST_TIMEOUT,
            Self::Gone => StatusCode::GONE,
            Self::PreconditionFailed => StatusCode::PRECONDITION_FAILED,
            Self::RequestEntityTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Locked => StatusCode::LOCKED,
        }
    }
}

impl ApiError {
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), change: None, lock: None }
    }

    pub fn bad_request(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::BadRequest, message)
    }

    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::NotFound, message)
    }

    /// The same error, about the change at that index.
    #[must_use]
    pub fn at_change(self, index: usize) -> Self {
        Self { change: Some(index), ..self }
    }
}

impl From<InstanceNameError> for ApiError {
    fn from(error: InstanceNameError) -> Self {
        Self::bad_request(format!("{}: {error}", error.member))
    }
}

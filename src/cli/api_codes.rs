//! The codes of what goes wrong between weir and a control plane, and the page of each.

use crate::diagnostic::Code;

/// A code, its title, and what is to be said about it.
pub const CODES: &[(Code, &str, &str)] = &[
    (
        Code("A001"),
        "No connection",
        "# A001: No connection

## What

The control plane could not be reached, so the request was never sent.

## Why

Nobody listens at the endpoint, its name does not resolve, or TLS failed. The message names the
endpoint and who set it. Without an endpoint weir uses its embedded control plane.
",
    ),
    (
        Code("A002"),
        "The answer was not understood",
        "# A002: The answer was not understood

## What

Something answered, but not as an App Mesh control plane does: no JSON, or not the JSON of this
operation.

## Why

The endpoint often leads to something else, such as a proxy's page of errors, or has a path too
many: it ends before `/v20190125`.
",
    ),
    (
        Code("A003"),
        "Refused by the control plane",
        "# A003: Refused by the control plane

## What

The control plane does not accept the request, or something that it needs does not exist. The message
holds its own words.

## Why

`weir validate` finds most of this beforehand. A foreign control plane may have rules of its own.
",
    ),
    (
        Code("A004"),
        "Conflict",
        "# A004: Conflict

## What

The name is taken, or a token for repeated requests was used for something else.

## Why

Somebody else created the resource in between. `weir diff` shows how it differs.
",
    ),
    (
        Code("A005"),
        "Still in use",
        "# A005: Still in use

## What

A resource that is to be deleted is still needed: by routes, by a service, or because it has parts.

## Why

App Mesh deletes nothing that others need. `weir delete --cascade` deletes these too.
",
    ),
    (
        Code("A006"),
        "Limit exceeded",
        "# A006: Limit exceeded

## What

A quota of the control plane is used up, or a resource would have more than 50 tags.

## Why

The embedded control plane has no quotas but that of tags.
",
    ),
    (
        Code("A007"),
        "Too many requests",
        "# A007: Too many requests

## What

The control plane asked to slow down, and still did after several attempts.

## Why

Others use it at the same time, or its limit is low. Try again later.
",
    ),
    (
        Code("A008"),
        "No answer",
        "# A008: No answer

## What

The request was sent and no answer came in time, so it may or may not have been carried out.

## Why

The connection broke, or `--request-timeout` is too short. `weir diff` shows what is missing.
",
    ),
    (
        Code("A009"),
        "The control plane failed",
        "# A009: The control plane failed

## What

The control plane answered that it failed (status 5xx), also after several attempts.

## Why

Its log says more. A change may have been carried out all the same; `weir diff` shows that.
",
    ),
    (
        Code("P001"),
        "Changed in between",
        "# P001: Changed in between

## What

Somebody changed a resource after weir looked at it, so nothing was overwritten.

## Why

The plan was made for another state. Run the command again to see the new plan.
",
    ),
    (
        Code("C023"),
        "Not allowed",
        "# C023: Not allowed

## What

The control plane wants credentials, or does not allow this to those that it got.

## Why

`--auth` says how weir shows who asks: AWS signatures, a token or a client certificate. Without it weir
takes what it finds; the message holds the control plane's own words.
",
    ),
    (
        Code("C040"),
        "Data directory in use",
        "# C040: Data directory in use

## What

Another process holds the data directory of the embedded control plane. The message names it.

## Why

Only one process at a time writes a store. A `weir serve` that holds it is found and asked instead; any
other process has to end first.
",
    ),
];

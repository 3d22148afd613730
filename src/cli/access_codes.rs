//! The codes of what is wrong with settings, targets and credentials, and the page of each.
// tidy: table

use crate::diagnostic::Code;

/// A code, its title, and what is to be said about it.
pub const CODES: &[(Code, &str, &str)] = &[
    (
        Code("C001"),
        "A settings file is wrong",
        "# C001: A settings file is wrong

## What

`config.toml` or `weir.toml` is no TOML, holds a key that weir does not know, or a value of the wrong
type. The message names the file and the line.

## Why

A setting that is misspelt would be ignored, and a run would work on another target than was meant.
",
    ),
    (
        Code("C002"),
        "No such context",
        "# C002: No such context

## What

The context that was named, by `--context` or `WEIR_CONTEXT`, is not in your settings.

## Why

Contexts stand in `~/.config/weir/config.toml`; `weir context list` shows them, `weir context add`
adds one.
",
    ),
    (
        Code("C003"),
        "Not a target of this project",
        "# C003: Not a target of this project

## What

`weir.toml` lists the contexts that its documents are for, and the target of this run is none of them.
Nothing was sent.

## Why

Documents that reach the wrong mesh do harm. A run has to go to a context that the project lists, or to
the same endpoint or data directory. `embedded` in the list stands for the embedded control plane.
",
    ),
    (
        Code("C020"),
        "No credentials",
        "# C020: No credentials

## What

The way to say who asks needs credentials, and none were found. The message says what is missing, where
that can be told, and where weir looked.

## Why

With `--auth sigv4`, or where an AWS tool would sign, the sources are those of AWS tools: environment,
profiles with their roles, SSO, programs and web identities, the container, the instance metadata. With
`--auth bearer` it is `WEIR_TOKEN`, `--token-file`, or the `token-command` of a context.
",
    ),
    (
        Code("C021"),
        "The clock is wrong",
        "# C021: The clock is wrong

## What

A signed request was refused, and the control plane's clock differs from this machine's by minutes. The
request was signed again by the control plane's clock.

## Why

A signature is good for five minutes around its time. Set this machine's clock; until then every run
pays one refused request.
",
    ),
    (
        Code("C022"),
        "Credentials have expired",
        "# C022: Credentials have expired

## What

The credentials were good once and are no longer.

## Why

Those of SSO and of roles last for hours. Log in again, such as with `aws sso login`, then repeat the
command.
",
    ),
    (
        Code("C024"),
        "Credentials over plain HTTP",
        "# C024: Credentials over plain HTTP

## What

The endpoint is `http://` on another machine, and the request would carry credentials. It was not sent.

## Why

Whoever is on the way could read and reuse them. `--insecure` sends them all the same.
",
    ),
    (
        Code("C025"),
        "No region to sign for",
        "# C025: No region to sign for

## What

Requests are signed for a region, and none is known.

## Why

It comes from `--region`, the context, `AWS_REGION`, `AWS_DEFAULT_REGION`, or the AWS profile.
",
    ),
    (
        Code("C026"),
        "Built without AWS",
        "# C026: Built without AWS

## What

Requests are to be signed, and this binary was built without the feature `aws`.

## Why

A build with `--no-default-features` is smaller and cannot sign. Use another build, or another `--auth`.
",
    ),
    (
        Code("C030"),
        "Not for a project file",
        "# C030: Not for a project file

## What

`weir.toml` names an endpoint, credentials, a program, a certificate authority or the like.

## Why

It comes with a clone. If it could say where requests go and what they carry, a cloned repository could
take your credentials. Such settings belong into your own `config.toml`; the project may list the
contexts that its documents are for.
",
    ),
    (
        Code("A010"),
        "Sent elsewhere",
        "# A010: Sent elsewhere

## What

The control plane answered with a redirect. weir does not follow it.

## Why

Requests carry credentials, and a write that is sent on may become a read. The message names the place:
use it as the endpoint if you trust it. A missing `https` is the usual reason.
",
    ),
    (
        Code("A011"),
        "No trusted connection",
        "# A011: No trusted connection

## What

TLS failed: the certificate is not trusted, has expired, is for another name, or the control plane wants
one from the client. The request was not sent.

## Why

Name your own authority with `--ca-cert`, `AWS_CA_BUNDLE` or `SSL_CERT_FILE`, and a client certificate
with `--client-cert` and `--client-key`. `--insecure` trusts anybody.
",
    ),
    (
        Code("A012"),
        "The control plane does not have this operation",
        "# A012: The control plane does not have this operation

## What

It answered as a server does that knows no such path: it has no such kind of resource, or is no App Mesh
control plane at all.

## Why

Emulators implement parts of App Mesh; some have no virtual services and cannot remove tags. What it has
is read and changed all the same, and weir says what is missing.
",
    ),
    (
        Code("A013"),
        "A list without an end",
        "# A013: A list without an end

## What

The pages of a list come round again, or there are more than ten thousand. weir stopped reading.

## Why

The control plane does not count its pages right. Nothing was changed.
",
    ),
    (
        Code("A015"),
        "Stopped before it was sent",
        "# A015: Stopped before it was sent

## What

Somebody asked to stop while the request waited for its turn. It was not sent.

## Why

weir sends no more requests than the control plane takes, so requests may wait.
",
    ),
];
